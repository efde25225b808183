package org.vavl.learning.corpus.importer.source;

import java.nio.file.Path;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;

/** Makes the features of one modality of recordings. */
@FunctionalInterface
public interface MediaExtractor {
    /** The features of a recording. */
    FeatureSequence extract(Path media);

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
