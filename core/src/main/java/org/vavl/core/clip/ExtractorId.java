package org.vavl.core.clip;

/**
 * Which extractor made a sequence of features; a model only answers for features of the extractors that it was trained with.
 *
 * @param name such as {@code logmel}
 * @param version changes whenever the same media would give other values
 */
public record ExtractorId(String name, String version) {
    /** Checks that neither is blank. */
    public ExtractorId {
        if (name.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException(
                    "extractor '" + name + "' version '" + version + "': neither may be blank");
        }
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
