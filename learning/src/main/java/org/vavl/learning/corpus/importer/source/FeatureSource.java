package org.vavl.learning.corpus.importer.source;

import java.util.List;
import java.util.Optional;
import org.vavl.core.clip.FeatureSequence;

/** Where the features of one modality of many clips come from. Safe for use by several threads. */
public interface FeatureSource extends AutoCloseable {
    /**
     * Is told which clips are asked for next, before any of them is, and by one thread; most sources need not know.
     *
     * @param clips in the order of the plan
     */
    default void prepare(List<PlannedClip> clips) {}

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
