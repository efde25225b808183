package org.vavl.recognition.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;

class PredictorTest {
    private static final ExtractorId EXTRACTOR = new ExtractorId("any", "1");
    private static final Modality SOUND = new Modality(Modality.ACOUSTIC, 1);
    private static final Head HEAD = Head.of(SOUND);
    private static final int MOST = 100;

    /** Gives one output for every clip, and remembers the batches. */
    private static final class FixedNetwork implements InferenceNetwork {
        private final float[] output;
        private final List<List<Integer>> batches = new ArrayList<>();

        FixedNetwork(float... output) {
            this.output = output;
        }

        @Override
        public ModelDescription description() {
            return new ModelDescription(
                    new Task.Classification(List.of("happy", "sad"), false),
                    List.of(SOUND),
                    List.of(HEAD),
                    Map.of(SOUND.name(), EXTRACTOR),
                    new Provenance(Map.of(), ""),
                    Calibration.none(),
                    new Fusion.OfThePaper());
        }

        @Override
        public int mostFrames(Modality modality) {
            return MOST;
        }

        @Override
        public List<NetworkOutput> forward(List<Clip> clips) {
            batches.add(clips.stream()
                    .map(clip -> clip.features(SOUND).orElseThrow().frames())
                    .toList());
            return clips.stream()
                    .map(clip ->
                            new NetworkOutput(new Evidence(Map.of(SOUND.name(), 1.0)), Map.of(HEAD.name(), output)))
                    .toList();
        }

        @Override
        public List<Head> selectedHeads(Set<String> present) {
            return List.of(HEAD);
        }

        @Override
        public void close() {}
    }

    private static List<Clip> clips(int... frames) {
        return IntStream.of(frames)
                .mapToObj(count -> {
                    FeatureSequence sequence = FeatureSequence.allValid(FloatBuffer.allocate(count), 1, 50, EXTRACTOR);
                    return new Clip(
                            "clip of " + count,
                            "anybody",
                            Labels.ofClass("happy"),
                            Map.of(SOUND.name(), () -> sequence));
                })
                .toList();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void whatIsNoNumberIsNoAnswer(float wrong) {
        Predictor predictor = new Predictor(new FixedNetwork(1, wrong), 4);
        assertThatThrownBy(() -> predictor.predict(clips(3)))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContainingAll("clip of 3", "acoustic head", Float.toString(wrong), "for sad");
    }

    @Test
    void aClipThatIsTooLongIsRefusedWithTheBoundBeforeTheNetworkSeesAny() {
        FixedNetwork network = new FixedNetwork(1, 0);
        assertThatThrownBy(() -> new Predictor(network, 4).predict(clips(3, MOST + 1)))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContainingAll("clip of 101", "101 frames of acoustic features", "at most 100");
        assertThat(network.batches).isEmpty();
        assertThat(new Predictor(network, 4).predict(clips(MOST))).hasSize(1);
    }

    @Test
    void longClipsShareABatchWithFewerOthers() {
        FixedNetwork network = new FixedNetwork(1, 0);
        List<String> answered = new Predictor(network, 6)
                .predict(clips(100, 50, 1, 1, 1, 50, 50, 50, 50, 1, 1, 1, 1, 100)).stream()
                        .map(prediction -> prediction.clip())
                        .toList();
        assertThat(answered)
                .startsWith("clip of 100", "clip of 50", "clip of 1")
                .hasSize(14);
        assertThat(network.batches)
                .containsExactly(
                        List.of(1, 1, 1, 1, 1, 1), List.of(1, 50, 50, 50), List.of(50, 50), List.of(100), List.of(100));
    }
}
