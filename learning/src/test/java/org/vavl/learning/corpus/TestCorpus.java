package org.vavl.learning.corpus;

import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;

/** Small things that tests of corpora are made of. */
public final class TestCorpus {
    public static final ExtractorId EXTRACTOR = new ExtractorId("test", "1");
    public static final Task.Classification TASK = new Task.Classification(List.of("angry", "happy"), false);
    public static final CorpusDescription DESCRIPTION =
            new CorpusDescription("tiny", TASK, "made by a test", "none", List.of("a note"));

    private TestCorpus() {}

    public static ClipEntry entry(String id, String speaker, String label) {
        return new ClipEntry(id, speaker, Labels.ofClass(label), Map.of(), Map.of());
    }

    public static FeatureSequence features(int frames, int width, long seed) {
        Random random = new Random(seed);
        float[] values = new float[frames * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        BitSet valid = new BitSet();
        valid.set(0, frames);
        if (frames > 2) {
            valid.clear(1);
        }
        return new FeatureSequence(FloatBuffer.wrap(values), width, 50, valid, EXTRACTOR);
    }

    public static FeatureSequence features(float... values) {
        return FeatureSequence.allValid(FloatBuffer.wrap(values), 2, 50, EXTRACTOR);
    }
}
