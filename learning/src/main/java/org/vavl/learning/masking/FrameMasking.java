package org.vavl.learning.masking;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.vavl.core.Seeds;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;

/**
 * Takes frames of one modality away from clips (paper, section 5.2). Which frames go depends on the seed and the clip alone, and those that
 * go at a share go at every larger one too.
 *
 * @param modality whose frames go
 * @param share of the valid frames that go, from 0 to 1; below 1, at least one stays
 * @param pattern which frames go
 * @param kind what stands in their place
 * @param seed of the draw
 */
public record FrameMasking(Modality modality, double share, Pattern pattern, Kind kind, long seed) {
    /** Which frames go. */
    public enum Pattern {
        /** Each by itself: the paper's way. */
        RANDOM("random frames"),
        /** Neighbouring ones, as when a face turns away. */
        BLOCK("one block");

        private final String text;

        Pattern(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What stands in the place of frames that are taken away. */
    public enum Kind {
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

    /**
     * A clip without those frames; one without the modality stays as it is.
     *
     * @param statistics of the modality's features, whose means are zero after normalisation
     */
    public Clip apply(Clip clip, FeatureStatistics statistics) {
        if (share == 0 || clip.features(modality).isEmpty()) {
            return clip;
        }
        Map<String, Supplier<FeatureSequence>> features = new HashMap<>(clip.features());
        if (share == 1 && kind == Kind.MASKED) {
            features.remove(modality.name());
        } else {
            features.put(
                    modality.name(),
                    () -> mask(clip.id(), clip.features(modality).orElseThrow(), statistics));
        }
        return new Clip(clip.id(), clip.speaker(), clip.labels(), clip.traits(), features);
    }

    private FeatureSequence mask(String clip, FeatureSequence sequence, FeatureStatistics statistics) {
        BitSet valid = sequence.valid();
        float[] values = new float[sequence.frames() * sequence.width()];
        sequence.values().get(0, values);
        float[] means = statistics.means();
        for (int frame : going(clip, valid.stream().boxed().toList())) {
            if (kind == Kind.MASKED) {
                valid.clear(frame);
            } else {
                System.arraycopy(means, 0, values, frame * sequence.width(), sequence.width());
            }
        }
        return new FeatureSequence(
                FloatBuffer.wrap(values), sequence.width(), sequence.frameRate(), valid, sequence.extractor());
    }

    /** Which of a clip's valid frames go. */
    private List<Integer> going(String clip, List<Integer> frames) {
        Random random = new Random(Seeds.derive(seed, clip + "/" + modality.name(), 0));
        int most = share == 1 ? frames.size() : Math.max(0, frames.size() - 1);
        int count = Math.min((int) Math.round(share * frames.size()), most);
        if (pattern == Pattern.RANDOM) {
            List<Integer> shuffled = new ArrayList<>(frames);
            Collections.shuffle(shuffled, random);
            return shuffled.subList(0, count);
        }
        int begin = (int) (random.nextDouble() * (frames.size() - count + 1));
        return frames.subList(begin, begin + count);
    }
}
