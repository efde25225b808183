package org.vavl.features.assets;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A model that others have trained.
 *
 * @param name by which the command knows it
 * @param description what it is, in a few words
 * @param origin who published it: repository and version
 * @param licence its terms
 * @param files at least one, of different names
 */
public record Asset(String name, String description, String origin, Licence licence, List<AssetFile> files) {
    /** Copies the files and checks the name. */
    public Asset {
        files = List.copyOf(files);
        if (!name.matches("[a-z0-9][a-z0-9-]*") || files.isEmpty()) {
            throw new IllegalArgumentException(
                    "model '" + name + "' must have a name of lower-case letters, digits and '-', and a file");
        }
    }

    /** Its file of a name. */
    public Optional<AssetFile> file(String fileName) {
        return files.stream().filter(file -> file.name().equals(fileName)).findFirst();
    }

    /** Its size in words, as far as it is known. */
    public String size() {
        if (files.stream().anyMatch(file -> file.size().isEmpty())) {
            return "size unknown";
        }
        double bytes = files.stream().mapToLong(AssetFile::most).sum();
        return bytes >= 1e6
                ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.0f kB", bytes / 1e3);
    }
}
