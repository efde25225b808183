package org.vavl.corpus.importer;

import java.nio.file.Path;
import java.util.List;
import org.vavl.corpus.ClipEntry;

/**
 * A clip that is to be imported.
 *
 * @param entry what is known of it
 * @param keys names under which sources of features may know it; the first that one knows is taken
 * @param media its recordings, as far as the importer knows them, the best sound first
 */
public record PlannedClip(ClipEntry entry, List<String> keys, List<Path> media) {
    /** Copies the lists. */
    public PlannedClip {
        keys = List.copyOf(keys);
        media = List.copyOf(media);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("clip " + entry.id() + " needs a key");
        }
    }

    /** A clip of whose recordings nothing is known. */
    public PlannedClip(ClipEntry entry, List<String> keys) {
        this(entry, keys, List.of());
    }

    /** The clip's id. */
    public String id() {
        return entry.id();
    }
}
