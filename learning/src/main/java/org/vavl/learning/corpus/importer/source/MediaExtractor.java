package org.vavl.learning.corpus.importer.source;

import java.nio.file.Path;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.learning.corpus.importer.segment.RecordingSegments;

/** Makes the features of one modality of recordings. */
public interface MediaExtractor {
    /** What users call it. */
    String name();

    /** The modality whose features it makes; it can make no other's. */
    String modality();

    /** Whether a recording has what features are made of: sound, or pictures. */
    boolean isIn(Path media);

    /** The features of a recording. */
    FeatureSequence extract(Path media);

    /**
     * Begins to go through a long recording of whose segments features are made.
     *
     * @throws VavlException if the recording cannot be read, or it cannot be done for this extractor
     */
    default RecordingSegments segments(Path media) {
        throw new VavlException(media + ": " + name() + " makes no features of segments of a recording");
    }

    /**
     * The features of a recording as it might have come out in another place.
     *
     * @param seed from which the place is drawn
     * @throws VavlException if it cannot be done for this modality
     */
    default FeatureSequence extractAugmented(Path media, long seed) {
        throw new VavlException(media + ": only acoustic features can be made of augmented copies");
    }
}
