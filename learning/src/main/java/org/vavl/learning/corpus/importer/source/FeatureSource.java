package org.vavl.learning.corpus.importer.source;

import java.util.Optional;
import org.vavl.core.clip.FeatureSequence;

/** Where the features of one modality of many clips come from. Safe for use by several threads. */
public interface FeatureSource extends AutoCloseable {
    /**
     * The features of a clip.
     *
     * @return empty if the source has none
     * @throws org.vavl.core.VavlException if it has, but they cannot be read
     */
    Optional<FeatureSequence> features(PlannedClip clip);

    @Override
    default void close() {}
}
