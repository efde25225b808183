package org.vavl.experiment;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.vavl.corpus.Clip;
import org.vavl.corpus.FeatureStatistics;
import org.vavl.corpus.Modality;
import org.vavl.features.FeatureSequence;
import org.vavl.nn.Seeds;

/**
 * Takes frames of one modality away from clips at random (paper, section 5.2). Which frames go depends on the seed and the clip alone, and
 * those that go at a share go at every larger one too.
 *
 * @param modality whose frames go
 * @param share of the valid frames that go, from 0 to below 1; at least one stays
 * @param kind what stands in their place
 * @param seed of the draw
 */
record FrameMasking(Modality modality, double share, Kind kind, long seed) {
    /** What stands in the place of frames that are taken away. */
    enum Kind {
        /** Zeros after normalisation, which count as frames: the paper's way. */
        ZEROED("zeroed"),
        /** Nothing: they are marked as not valid. */
        MASKED("masked");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A clip without those frames; one without the modality stays as it is. */
    Clip apply(Clip clip, FeatureStatistics statistics) {
        if (share == 0 || clip.features(modality).isEmpty()) {
            return clip;
        }
        Map<String, Supplier<FeatureSequence>> features = new HashMap<>(clip.features());
        FeatureSequence masked = mask(clip.id(), clip.features(modality).orElseThrow(), statistics);
        features.put(modality.name(), () -> masked);
        return new Clip(clip.id(), clip.speaker(), clip.labels(), clip.traits(), features);
    }

    private FeatureSequence mask(String clip, FeatureSequence sequence, FeatureStatistics statistics) {
        BitSet valid = sequence.valid();
        List<Integer> frames = new ArrayList<>(valid.stream().boxed().toList());
        Collections.shuffle(frames, new Random(Seeds.derive(seed, clip + "/" + modality.name(), 0)));
        int going = Math.min((int) Math.round(share * frames.size()), Math.max(0, frames.size() - 1));
        float[] values = new float[sequence.frames() * sequence.width()];
        sequence.values().get(0, values);
        float[] means = statistics.means();
        for (int frame : frames.subList(0, going)) {
            if (kind == Kind.MASKED) {
                valid.clear(frame);
            } else {
                System.arraycopy(means, 0, values, frame * sequence.width(), sequence.width());
            }
        }
        return new FeatureSequence(
                FloatBuffer.wrap(values), sequence.width(), sequence.frameRate(), valid, sequence.extractor());
    }
}
