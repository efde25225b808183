package org.vavl.learning.corpus.importer.source;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.Clip;
import org.vavl.learning.corpus.csd.Excerpt;
import org.vavl.learning.corpus.folder.ClipEntry;

/**
 * A clip that is to be imported.
 *
 * @param entry what is known of it
 * @param keys names under which sources of features may know it; the first that one knows is taken
 * @param media its recordings, as far as the importer knows them
 * @param copy 0 for the clip itself; else which augmented copy of it this is
 * @param excerpt the segment of a recording that it is, where sources may know the recording; else empty
 */
public record PlannedClip(ClipEntry entry, List<String> keys, ClipMedia media, int copy, Optional<Excerpt> excerpt) {
    /** Copies the list. */
    public PlannedClip {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("clip " + entry.id() + " needs a key");
        }
    }

    /** A clip itself. */
    public PlannedClip(ClipEntry entry, List<String> keys, ClipMedia media) {
        this(entry, keys, media, 0, Optional.empty());
    }

    /** A clip of recordings of which it is not known what is in them. */
    public PlannedClip(ClipEntry entry, List<String> keys, List<Path> media) {
        this(entry, keys, ClipMedia.of(media), 0, Optional.empty());
    }

    /** A clip of whose recordings nothing is known. */
    public PlannedClip(ClipEntry entry, List<String> keys) {
        this(entry, keys, ClipMedia.none(), 0, Optional.empty());
    }

    /** A clip that is a segment of a recording. */
    public static PlannedClip ofExcerpt(ClipEntry entry, Excerpt excerpt) {
        return new PlannedClip(entry, List.of(entry.id()), ClipMedia.none(), 0, Optional.of(excerpt));
    }

    /** An augmented copy, which the trait {@link Clip#COPY} tells from the clip. */
    PlannedClip copy(int number) {
        Map<String, String> traits = new HashMap<>(entry.traits());
        traits.put(Clip.COPY, Integer.toString(number));
        ClipEntry copied =
                new ClipEntry(entry.id() + "~" + number, entry.speaker(), entry.labels(), traits, entry.partitions());
        return new PlannedClip(copied, keys, media, number, excerpt);
    }

    /** The clip's id. */
    public String id() {
        return entry.id();
    }
}
