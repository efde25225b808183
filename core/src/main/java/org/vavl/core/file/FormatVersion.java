package org.vavl.core.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.vavl.core.VavlException;

/**
 * The version of a kind of file, which the file itself says, so that no file of another version is taken for what it is not. Files from before
 * versions were written say none, and are of version {@value #FIRST}.
 *
 * @param key under which a file says it
 * @param written the version that is written
 * @param read all versions that are read
 */
public record FormatVersion(String key, String written, Set<String> read) {
    /** The version of files that say none. */
    public static final String FIRST = "1";

    /** Copies the versions. */
    public FormatVersion {
        read = Set.copyOf(read);
        if (!read.contains(written)) {
            throw new IllegalArgumentException("version " + written + " is written, and cannot be read");
        }
    }

    /** A kind of file that has had one version so far. */
    public static FormatVersion first(String key) {
        return new FormatVersion(key, FIRST, Set.of(FIRST));
    }

    /**
     * The version of a file by its metadata.
     *
     * @throws VavlException if it is none that is read
     */
    public String of(Path file, Map<String, String> metadata) {
        return require(file, metadata.getOrDefault(key, FIRST));
    }

    /**
     * The version of a file in JSON, which is taken out of it.
     *
     * @throws VavlException if it is none that is read
     */
    public String takeFrom(Path file, ObjectNode json) {
        return json.has(key) ? require(file, json.remove(key).asText()) : FIRST;
    }

    private String require(Path file, String said) {
        if (!read.contains(said)) {
            String shown = said.replaceAll("\\p{Cntrl}", "?");
            throw new VavlException(file + ": its " + key + " is '" + shown.substring(0, Math.min(shown.length(), 40))
                    + "', and this version of Vavl reads "
                    + String.join(", ", read.stream().sorted().toList()) + ": another version of Vavl wrote it");
        }
        return said;
    }
}
