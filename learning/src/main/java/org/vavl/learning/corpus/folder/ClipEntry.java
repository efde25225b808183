package org.vavl.learning.corpus.folder;

import java.util.Map;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Labels;
import org.vavl.learning.corpus.Part;

/**
 * A clip without its features: one row of a corpus's table.
 *
 * @param id unique in its corpus: 1 to 255 characters, no control characters
 * @param speaker who speaks
 * @param labels what people said of it
 * @param traits what else is known of it, by name; see {@link Clip}
 * @param partitions its part in each of the given partitions that has it, by the partition's name
 */
public record ClipEntry(
        String id, String speaker, Labels labels, Map<String, String> traits, Map<String, Part> partitions) {
    private static final int MAXIMUM_NAME = 255;

    /**
     * Copies the maps and checks the names.
     *
     * @throws VavlException if the id or the speaker is empty, too long, or has control characters
     */
    public ClipEntry {
        requireName("clip id", id);
        requireName("speaker of clip " + id, speaker);
        traits = Map.copyOf(traits);
        partitions = Map.copyOf(partitions);
    }

    private static void requireName(String what, String name) {
        if (name.isBlank()
                || name.length() > MAXIMUM_NAME
                || name.chars().anyMatch(Character::isISOControl)
                || !name.equals(name.strip())) {
            String shown = name.replaceAll("\\p{Cntrl}", "?");
            throw new VavlException(
                    what + " is '" + shown.substring(0, Math.min(shown.length(), 80)) + "', and must have 1 to "
                            + MAXIMUM_NAME + " characters, no control characters, and no spaces around it");
        }
    }
}
