package org.vavl.core.clip;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A way in which a person shows an emotion, as a kind of features. Acoustic and visual are two; nothing assumes that there are
 * no others.
 *
 * @param name lower-case letters, digits and hyphens, such as {@code acoustic}
 * @param width D, values per frame
 */
public record Modality(String name, int width) {
    /** The conventional name of speech. */
    public static final String ACOUSTIC = "acoustic";

    /** The conventional name of the face. */
    public static final String VISUAL = "visual";

    private static final List<String> USUAL = List.of(ACOUSTIC, VISUAL);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** Checks the name and the width. */
    public Modality {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "modality '" + name + "': a name has up to 32 lower-case letters, digits and hyphens");
        }
        if (width < 1 || width > 1 << 16) {
            throw new IllegalArgumentException(
                    "modality " + name + " has width " + width + ", and must have 1 to 65536");
        }
    }

    /**
     * Which of some modalities is meant by a name in a preset, a setting or a published figure: the one that is called that. Where none is called
     * acoustic or visual, those two names stand for the first modality and the second, so that what is made for the usual two serves any two.
     *
     * @param modalities in their order
     */
    public static Optional<Modality> meant(List<Modality> modalities, String name) {
        for (Modality modality : modalities) {
            if (modality.name.equals(name)) {
                return Optional.of(modality);
            }
        }
        int place = USUAL.indexOf(name);
        boolean anyUsual = modalities.stream().anyMatch(modality -> USUAL.contains(modality.name));
        return anyUsual || place < 0 || place >= modalities.size()
                ? Optional.empty()
                : Optional.of(modalities.get(place));
    }

    @Override
    public String toString() {
        return name + " (" + width + ")";
    }
}
