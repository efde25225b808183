package org.vavl.learning.corpus.importer.source;

import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;

/**
 * The square roots of another source's features, which brings intensities and frequencies that are mostly small, such as those of facial
 * action units, closer to a normal distribution. The extractor's version says so.
 */
record SquareRootSource(FeatureSource source) implements FeatureSource {
    @Override
    public Optional<FeatureSequence> features(PlannedClip clip) {
        return source.features(clip).map(SquareRootSource::squareRoots);
    }

    private static FeatureSequence squareRoots(FeatureSequence sequence) {
        float[] values = new float[sequence.frames() * sequence.width()];
        sequence.values().get(values);
        BitSet valid = sequence.valid();
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 && valid.get(i / sequence.width())) {
                throw new VavlException("value " + i % sequence.width() + " in frame " + i / sequence.width() + " is "
                        + values[i] + ", and must be 0 or more for transform=sqrt");
            }
            values[i] = (float) Math.sqrt(values[i]);
        }
        ExtractorId extractor = sequence.extractor();
        return new FeatureSequence(
                FloatBuffer.wrap(values),
                sequence.width(),
                sequence.frameRate(),
                valid,
                new ExtractorId(extractor.name(), extractor.version() + ";transform=sqrt"));
    }

    @Override
    public void close() {
        source.close();
    }
}
