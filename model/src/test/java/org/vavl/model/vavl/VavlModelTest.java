package org.vavl.model.vavl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.vavl.model.vavl.RandomClips.ACOUSTIC;
import static org.vavl.model.vavl.RandomClips.BOTH;
import static org.vavl.model.vavl.RandomClips.CLASSES;
import static org.vavl.model.vavl.RandomClips.EXTRACTOR;
import static org.vavl.model.vavl.RandomClips.VISUAL;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.model.Update;
import org.vavl.model.inference.TorchNetwork;
import org.vavl.model.inference.TrainedModel;
import org.vavl.nn.ParameterStore;
import org.vavl.recognition.inference.Predictor;
import org.vavl.recognition.inference.Provenance;

class VavlModelTest {
    private static final VavlFamily FAMILY = new VavlFamily();

    private static VavlConfiguration preset(String name) {
        return (VavlConfiguration) FAMILY.presets().get(name);
    }

    private static TrainedModel model(VavlConfiguration configuration, List<Modality> modalities, long seed) {
        Map<String, ExtractorId> extractors = new HashMap<>();
        modalities.forEach(modality -> extractors.put(modality.name(), EXTRACTOR));
        return new TrainedModel(
                configuration.build(modalities, CLASSES, ParameterStore.initialised(Device.CPU, seed)),
                RandomClips.unitStatistics(modalities),
                extractors,
                new Provenance(Map.of(), ""));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPredictionIsTheSameAloneOrPaddedInAnyBatchAndOrder(long seed) {
        List<Clip> clips = new RandomClips(seed).mixed(23, BOTH);
        try (TrainedModel model = model(preset("tiny"), BOTH, seed)) {
            List<Prediction> alone =
                    TorchNetwork.predictor(model, Precision.FLOAT32, 1).predict(clips);
            List<Prediction> together =
                    TorchNetwork.predictor(model, Precision.FLOAT32, 23).predict(clips);
            List<Clip> shuffled = new ArrayList<>(clips);
            Collections.shuffle(shuffled, new Random(seed));
            List<Prediction> inAnotherOrder =
                    TorchNetwork.predictor(model, Precision.FLOAT32, 7).predict(shuffled);
            for (int i = 0; i < clips.size(); i++) {
                assertSame(alone.get(i), together.get(i), seed);
                assertSame(alone.get(i), inAnotherOrder.get(shuffled.indexOf(clips.get(i))), seed);
            }
        }
    }

    private static void assertSame(Prediction expected, Prediction actual, long seed) {
        assertThat(actual.clip()).isEqualTo(expected.clip());
        assertThat(actual.selectedHeads()).isEqualTo(expected.selectedHeads());
        assertThat(actual.heads().keySet()).isEqualTo(expected.heads().keySet());
        expected.heads().forEach((head, values) -> {
            for (int c = 0; c < values.size(); c++) {
                assertThat(actual.heads().get(head).get(c))
                        .as("seed %d, %s, head %s, class %d", seed, expected.clip(), head, c)
                        .isCloseTo(values.get(c), within(1e-5));
            }
        });
    }

    @Test
    void theJointHeadAnswersWhereEverythingIsThereAndTheSingleHeadElsewhere() {
        try (TrainedModel model = model(preset("tiny"), BOTH, 1)) {
            assertThat(model.network().selectedHeads(Set.of("acoustic", "visual")))
                    .extracting(Head::name)
                    .containsExactly("audio-visual");
            assertThat(model.network().selectedHeads(Set.of("visual"))).containsExactly(Head.of(VISUAL));
            assertThat(model.network().selectedHeads(Set.of("acoustic"))).containsExactly(Head.of(ACOUSTIC));
            assertThat(model.network().selectedHeads(Set.of())).isEmpty();
        }
    }

    private static final List<Modality> THREE = List.of(ACOUSTIC, VISUAL, new Modality("eeg", 3));

    @Test
    void ofThreeModalitiesEachSetOfSeveralHasAHeadOfItsOwn() {
        try (TrainedModel model = model(preset("tiny"), THREE, 5)) {
            assertThat(model.network().heads())
                    .extracting(Head::name)
                    .containsExactly(
                            "acoustic",
                            "visual",
                            "eeg",
                            "audio-visual",
                            "acoustic-eeg",
                            "visual-eeg",
                            "acoustic-visual-eeg");
            assertThat(model.network().updates())
                    .extracting(Update::name)
                    .containsExactly("acoustic", "visual", "eeg", "joint");
            assertThat(model.network().selectedHeads(Set.of("acoustic", "eeg")))
                    .extracting(Head::name)
                    .containsExactly("acoustic-eeg");
            assertThat(model.network().selectedHeads(Set.of("eeg")))
                    .extracting(Head::name)
                    .containsExactly("eeg");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void ofThreeModalitiesAPredictionIsTheSameAloneOrPaddedInAnyBatch(long seed) {
        RandomClips random = new RandomClips(seed);
        List<Clip> clips = new ArrayList<>(random.mixed(8, THREE));
        for (List<Modality> subset : Head.sets(THREE)) {
            for (Clip clip : random.complete(3, subset)) {
                clips.add(new Clip(
                        clip.id()
                                + subset.size()
                                + subset.get(0).name()
                                + subset.get(subset.size() - 1).name(),
                        clip.speaker(),
                        clip.labels(),
                        clip.features()));
            }
        }
        try (TrainedModel model = model(preset("tiny"), THREE, seed)) {
            List<Prediction> alone =
                    TorchNetwork.predictor(model, Precision.FLOAT32, 1).predict(clips);
            List<Prediction> together =
                    TorchNetwork.predictor(model, Precision.FLOAT32, 40).predict(clips);
            for (int i = 0; i < clips.size(); i++) {
                assertSame(alone.get(i), together.get(i), seed);
                assertThat(alone.get(i).selectedHeads()).hasSize(1);
            }
        }
    }

    /** A third modality changes nothing of what the network says of the other two, if it has the same parameters. */
    @Test
    void speechAndFaceAreAnsweredForAsWithoutAThirdModality() {
        List<Clip> clips = new RandomClips(9).complete(6, THREE);
        try (TrainedModel three = model(preset("tiny"), THREE, 3);
                TrainedModel two = model(preset("tiny"), BOTH, 4)) {
            Map<String, Tensor> parameters = new HashMap<>();
            three.network().parameters().parameters().forEach((name, tensor) -> {
                if (two.network().parameters().parameters().containsKey(name) && !name.startsWith("joint.")) {
                    parameters.put(name, tensor);
                }
                if (name.startsWith("joint-audio-visual.")) {
                    parameters.put(name.replaceFirst("joint-audio-visual", "joint"), tensor);
                }
            });
            two.network().parameters().load(parameters, "test");
            List<Prediction> ofThree = TorchNetwork.predictor(three, Precision.FLOAT32, 6)
                    .predict(clips.stream()
                            .map(clip -> clip.only(Set.of("acoustic", "visual")))
                            .toList());
            List<Prediction> ofTwo =
                    TorchNetwork.predictor(two, Precision.FLOAT32, 6).predict(clips);
            for (int i = 0; i < clips.size(); i++) {
                assertThat(ofThree.get(i).selectedHeads()).containsExactly("audio-visual");
                assertThat(ofThree.get(i).outputs()).isEqualTo(ofTwo.get(i).outputs());
            }
        }
    }

    @Test
    void ofFiveModalitiesSomeAreAnsweredForByTheMeanOfTheirHeads() {
        List<Modality> five =
                List.of(ACOUSTIC, VISUAL, new Modality("eeg", 3), new Modality("text", 2), new Modality("pulse", 1));
        List<Clip> clips = new RandomClips(5).complete(3, five);
        try (TrainedModel model = model(preset("tiny"), five, 5)) {
            assertThat(model.network().heads()).hasSize(6);
            assertThat(TorchNetwork.predictor(model, Precision.FLOAT32, 4).predict(clips))
                    .allSatisfy(prediction ->
                            assertThat(prediction.selectedHeads()).containsExactly("acoustic-visual-eeg-text-pulse"));
            List<Clip> some = clips.stream()
                    .map(clip -> clip.only(Set.of("acoustic", "visual")))
                    .toList();
            for (Prediction prediction :
                    TorchNetwork.predictor(model, Precision.FLOAT32, 4).predict(some)) {
                assertThat(prediction.selectedHeads()).containsExactly("acoustic", "visual");
                double mean = (prediction.heads().get("acoustic").get(0)
                                + prediction.heads().get("visual").get(0))
                        / 2;
                assertThat(prediction.outputs().get(0)).isCloseTo(mean, within(1e-12));
                assertThat(prediction.reason()).contains("no eeg");
            }
        }
    }

    @Test
    void withoutAJointHeadTheMeanOfTheSingleHeadsAnswers() {
        List<Clip> clips = new RandomClips(6).complete(4, BOTH);
        VavlConfiguration ablation3 = preset("tiny").withJointHead(false);
        try (TrainedModel model = model(ablation3, BOTH, 6)) {
            assertThat(model.network().updates()).hasSize(2);
            assertThat(TorchNetwork.predictor(model, Precision.FLOAT32, 4).predict(clips))
                    .allSatisfy(prediction ->
                            assertThat(prediction.heads()).containsOnlyKeys("acoustic", "visual", "audio-visual"));
        }
    }

    @Test
    void thePresetsHaveTheParametersThatThePaperImplies() {
        List<Modality> ofThePaper = List.of(new Modality("acoustic", 1024), new Modality("visual", 1408));
        assertThat(parameters(preset("paper"), ofThePaper)).isEqualTo(54_375_314);
        assertThat(parameters(preset("paper-86m"), ofThePaper)).isCloseTo(86_000_000L, Percentage.withPercentage(10));
        assertThat(parameters(preset("small"), ofThePaper)).isLessThan(4_000_000);
        assertThat(parameters(preset("tiny"), ofThePaper)).isLessThan(1_000_000);
    }

    private static long parameters(VavlConfiguration configuration, List<Modality> modalities) {
        Task sixClasses = new Task.Classification(List.of("1", "2", "3", "4", "5", "6"), false);
        try (VavlModel model = configuration.build(modalities, sixClasses, ParameterStore.shapesOnly())) {
            return model.parameters().count();
        }
    }

    @Test
    void aClipWithoutAnyModalityIsRefusedByName() {
        Clip empty = new Clip("nothing", "s", org.vavl.core.clip.Labels.ofClass("sad"), Map.of());
        try (TrainedModel model = model(preset("tiny"), BOTH, 1)) {
            Predictor predictor = TorchNetwork.predictor(model, Precision.FLOAT32, 4);
            assertThatThrownBy(() -> predictor.predict(List.of(empty)))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("nothing");
        }
    }

    @Test
    void modalitiesMayNotBeCalledLikePartsOfTheNetwork() {
        List<Modality> clash = List.of(new Modality("shared", 3));
        assertThatThrownBy(() -> preset("tiny").build(clash, CLASSES, ParameterStore.shapesOnly()))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("shared");
    }
}
