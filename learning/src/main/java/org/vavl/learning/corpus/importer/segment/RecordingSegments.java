package org.vavl.learning.corpus.importer.segment;

import org.vavl.core.clip.FeatureSequence;
import org.vavl.learning.corpus.csd.TimeSpan;

/** A recording of which the features of segments are made, in the order of their begins. Not thread-safe. */
public interface RecordingSegments extends AutoCloseable {
    /**
     * The features of the next segment, as if it were a recording of its own.
     *
     * @param span which does not begin before the one before
     * @throws org.vavl.core.VavlException if the recording cannot be read on, or has nothing there
     */
    FeatureSequence next(TimeSpan span);

    @Override
    void close();
}
