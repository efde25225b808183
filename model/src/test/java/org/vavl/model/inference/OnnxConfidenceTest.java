package org.vavl.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Unsure;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.model.vavl.RandomClips;
import org.vavl.model.vavl.VavlFamily;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.onnx.WeightFormat;
import org.vavl.recognition.inference.Abstention;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.Confidence;
import org.vavl.recognition.inference.EmbeddingDensity;
import org.vavl.recognition.inference.Fusion;
import org.vavl.recognition.inference.FusionState;
import org.vavl.recognition.inference.HeadWeight;
import org.vavl.recognition.inference.ModelInformation;
import org.vavl.recognition.inference.NetworkOutput;
import org.vavl.recognition.inference.Predictor;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.inference.StateTemperature;
import org.vavl.recognition.inference.TemperatureScaling;
import org.vavl.recognition.inference.TrainingSpeakers;
import org.vavl.recognition.onnx.OnnxInferenceNetwork;

/** An exported model is as sure, or unsure, as its model file is, and says the same of itself. */
class OnnxConfidenceTest {
    private static final Set<String> BOTH = Set.of("acoustic", "visual");

    @TempDir
    private Path folder;

    private final List<Clip> clips = new RandomClips(3).mixed(24, RandomClips.BOTH);

    @Test
    void itsProbabilitiesItsDoubtsAndItsTermsAreThoseOfTheModelFile() {
        try (TrainedModel plain = plain()) {
            TrainedModel model = knowing(plain);
            List<Prediction> expected = new Predictor(new TorchNetwork(model, Precision.FLOAT32), 4).predict(clips);
            Path file = exported(model);
            try (OnnxInferenceNetwork network = OnnxInferenceNetwork.load(file)) {
                assertThat(network.description()).isEqualTo(model.description());
                List<Prediction> actual = new Predictor(network, 4).predict(clips);
                assertSame(expected, actual);
                // each way of being unsure is there, and being sure, too
                assertThat(actual.stream().map(Prediction::unsure)).contains(Optional.empty());
                assertThat(actual.stream()
                                .flatMap(prediction -> prediction.unsure().stream())
                                .flatMap(unsure -> unsure.causes().stream())
                                .map(Unsure.Cause::reason))
                        .contains(Unsure.Reason.UNLIKE_TRAINING, Unsure.Reason.LOW_CONFIDENCE);
                List<Prediction> uncalibrated =
                        new Predictor(new TorchNetwork(plain, Precision.FLOAT32), 4).predict(clips);
                assertThat(actual.get(0).outputs())
                        .isNotEqualTo(uncalibrated.get(0).outputs());
            }
        }
    }

    private static void assertSame(List<Prediction> expected, List<Prediction> actual) {
        for (int i = 0; i < expected.size(); i++) {
            Prediction here = expected.get(i);
            Prediction there = actual.get(i);
            assertThat(there.selectedHeads()).isEqualTo(here.selectedHeads());
            assertThat(reasons(there)).as("clip %d", i).isEqualTo(reasons(here));
            for (int c = 0; c < here.outputs().size(); c++) {
                assertThat(there.outputs().get(c))
                        .as("clip %d, class %d", i, c)
                        .isCloseTo(here.outputs().get(c), within(1e-5));
            }
        }
    }

    private static List<Unsure.Reason> reasons(Prediction prediction) {
        return prediction.unsure().stream()
                .flatMap(unsure -> unsure.causes().stream())
                .map(Unsure.Cause::reason)
                .toList();
    }

    @Test
    void aDensityOfAnotherWidthThanItsHeadIsRefused() throws IOException {
        try (TrainedModel plain = plain()) {
            Path file = exported(knowing(plain));
            ModelProto right = ModelProto.parseFrom(Files.readAllBytes(file));
            ModelProto.Builder changed = right.toBuilder();
            changed.getMetadataPropsBuilderList().stream()
                    .filter(entry -> entry.getKey().equals("vavl.onnx"))
                    .forEach(entry ->
                            entry.setValue(entry.getValue().replaceAll("\"embedding\":\\d+", "\"embedding\":9")));
            Files.write(file, changed.build().toByteArray());
            assertThatThrownBy(() -> OnnxInferenceNetwork.load(file).close())
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("vavl.confidence")
                    .hasMessageContaining("no head of that name has embeddings of that width");

            ModelProto.Builder without = right.toBuilder();
            int place = without.getGraph().getInitializerList().stream()
                    .map(tensor -> tensor.getName())
                    .toList()
                    .indexOf("density:acoustic.whitening");
            without.getGraphBuilder().removeInitializer(place);
            Files.write(file, without.build().toByteArray());
            assertThatThrownBy(() -> OnnxInferenceNetwork.load(file).close())
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("lacks the tensor density:acoustic.whitening");
        }
    }

    private Path exported(TrainedModel model) {
        Path file = folder.resolve("model.onnx");
        OnnxExport.write(file, model, WeightFormat.FLOAT32);
        return file;
    }

    private static TrainedModel plain() {
        return new TrainedModel(
                Objects.requireNonNull(new VavlFamily().presets().get("tiny"))
                        .build(RandomClips.BOTH, RandomClips.CLASSES, ParameterStore.initialised(Device.CPU, 1)),
                RandomClips.unitStatistics(RandomClips.BOTH),
                Map.of("acoustic", RandomClips.EXTRACTOR, "visual", RandomClips.EXTRACTOR),
                new Provenance(Map.of("seed", "1"), "A card."));
    }

    /** The same with all that a model file may say. */
    private TrainedModel knowing(TrainedModel plain) {
        ModelInformation information = new ModelInformation(
                "CC BY-NC-SA 4.0",
                List.of(new ModelInformation.DataSet("ravdess", "doi:1", "CC BY-NC-SA 4.0")),
                List.of("en"),
                List.of("research"),
                List.of("hiring"),
                List.of(TrainingSpeakers.of(TrainingSpeakers.salt("corpus"), List.of("ravdess"), List.of("1", "2"))));
        Calibration calibration = new Calibration(
                Map.of("visual", new TemperatureScaling(0.25)),
                List.of(
                        new StateTemperature("acoustic", Set.of("acoustic"), 0.1, Map.of("acoustic", 0.25)),
                        new StateTemperature("audio-visual", BOTH, 0.2, Map.of("visual", 0.5))));
        Fusion fusion = new Fusion.Weighted(List.of(new FusionState(
                BOTH,
                List.of(
                        new HeadWeight("acoustic", 0.3, Map.of("acoustic", 0.5)),
                        new HeadWeight("audio-visual", 0.7, Map.of())))));
        return plain.with(plain.provenance().with(information))
                .with(calibration)
                .with(fusion)
                .with(confidence(plain));
    }

    /** Half of the clips are farther away than the thresholds are, and half less probable. */
    private Confidence confidence(TrainedModel plain) {
        List<NetworkOutput> outputs = new TorchNetwork(plain, Precision.FLOAT32).forward(clips);
        Map<String, EmbeddingDensity> densities = new TreeMap<>();
        for (Head head : plain.network().heads()) {
            List<float[]> embeddings = outputs.stream()
                    .map(output -> output.embeddings().get(head.name()))
                    .filter(Objects::nonNull)
                    .toList();
            EmbeddingDensity density = random(embeddings.get(0).length);
            double[] distances =
                    embeddings.stream().mapToDouble(density::distance).sorted().toArray();
            densities.put(head.name(), density.withThreshold(between(distances), 0.5));
        }
        Abstention.SelectiveRisk measured = new Abstention.SelectiveRisk(40, 0.75, 0.2);
        return new Confidence(
                densities,
                Optional.of(new Abstention(
                        0.25,
                        List.of(
                                new Abstention.StateThreshold(Set.of("acoustic"), 0.5, measured, measured),
                                new Abstention.StateThreshold(BOTH, 0.6, measured, measured)))));
    }

    /** In the middle of the widest gap of the middle half, so that rounding decides nothing. */
    private static double between(double[] sorted) {
        int widest = sorted.length / 4;
        for (int i = sorted.length / 4; i < sorted.length * 3 / 4; i++) {
            if (sorted[i + 1] - sorted[i] > sorted[widest + 1] - sorted[widest]) {
                widest = i;
            }
        }
        return (sorted[widest] + sorted[widest + 1]) / 2;
    }

    private static EmbeddingDensity random(int width) {
        Random random = new Random(width);
        float[][] centresKD = new float[4][width];
        for (float[] centre : centresKD) {
            for (int d = 0; d < width; d++) {
                centre[d] = (float) random.nextGaussian();
            }
        }
        float[] whiteningDD = new float[width * width];
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                whiteningDD[i * width + j] = (float) random.nextGaussian();
            }
        }
        return new EmbeddingDensity(centresKD, whiteningDD, 0, 1);
    }

    @Test
    void whatASetOfModalitiesHasIsNotMixedUp() {
        try (TrainedModel plain = plain();
                OnnxInferenceNetwork network = OnnxInferenceNetwork.load(exported(plain))) {
            for (NetworkOutput output : network.forward(clips)) {
                Set<String> applying = new HashSet<>();
                plain.network().heads().stream()
                        .filter(head -> head.modalities().stream()
                                .allMatch(modality ->
                                        output.evidence().modalities().contains(modality.name())))
                        .forEach(head -> applying.add(head.name()));
                assertThat(output.heads().keySet()).isEqualTo(applying);
                assertThat(output.embeddings().keySet()).isEqualTo(applying);
            }
        }
    }
}
