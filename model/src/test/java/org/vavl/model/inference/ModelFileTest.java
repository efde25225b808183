package org.vavl.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.model.EmotionModel;
import org.vavl.model.vavl.RandomClips;
import org.vavl.model.vavl.VavlFamily;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.weights.TensorFiles;
import org.vavl.recognition.inference.Abstention;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.Confidence;
import org.vavl.recognition.inference.EmbeddingDensity;
import org.vavl.recognition.inference.ModelInformation;
import org.vavl.recognition.inference.Predictor;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.inference.StateTemperature;
import org.vavl.recognition.inference.TemperatureScaling;
import org.vavl.recognition.inference.TrainingSpeakers;

class ModelFileTest {
    private static final Pattern NORM = Pattern.compile("(.+\\.)?(norm|depthwiseNorm)\\.(weight|bias)");

    @TempDir
    private Path folder;

    private Path file;

    private final List<Clip> clips = new RandomClips(3).mixed(9, RandomClips.BOTH);

    @BeforeEach
    void writeAModel() {
        file = folder.resolve("model.safetensors");
        try (TrainedModel model = random()) {
            ModelFile.write(file, model);
        }
    }

    private static TrainedModel random() {
        return trained(tiny(ParameterStore.initialised(Device.CPU, 6)));
    }

    private static TrainedModel trained(EmotionModel network) {
        return new TrainedModel(
                network,
                RandomClips.unitStatistics(RandomClips.BOTH),
                Map.of(Modality.ACOUSTIC, RandomClips.EXTRACTOR, Modality.VISUAL, RandomClips.EXTRACTOR),
                new Provenance(Map.of("seed", "6"), "a card"));
    }

    private List<Prediction> predictions(TrainedModel model, Precision precision) {
        return TorchNetwork.predictor(model, precision, 4).predict(clips);
    }

    @Test
    void aModelThatWasWrittenAndReadIsTheSame() {
        try (TrainedModel written = random();
                TrainedModel read = ModelFile.read(file, Device.CPU)) {
            assertThat(read.provenance()).isEqualTo(written.provenance());
            assertThat(read.extractors()).isEqualTo(written.extractors());
            assertThat(read.network().configuration())
                    .isEqualTo(written.network().configuration());
            assertThat(predictions(read, Precision.FLOAT32)).isEqualTo(predictions(written, Precision.FLOAT32));
        }
    }

    @Test
    void temperaturesAreKeptAndScaleTheProbabilitiesOfTheirHeadAlone() {
        Calibration calibration = new Calibration(Map.of("acoustic", new TemperatureScaling(2.5)));
        try (TrainedModel plain = random()) {
            ModelFile.write(file, plain.with(calibration));
            try (TrainedModel read = ModelFile.read(file, Device.CPU)) {
                assertThat(read.calibration()).isEqualTo(calibration);
                List<Prediction> before = predictions(plain, Precision.FLOAT32);
                List<Prediction> after = predictions(read, Precision.FLOAT32);
                for (int i = 0; i < clips.size(); i++) {
                    List<Double> said = before.get(i).heads().getOrDefault("acoustic", List.of());
                    List<Double> scaled = after.get(i).heads().getOrDefault("acoustic", List.of());
                    double sum =
                            said.stream().mapToDouble(p -> Math.pow(p, 1 / 2.5)).sum();
                    for (int c = 0; c < said.size(); c++) {
                        assertThat(scaled.get(c)).isCloseTo(Math.pow(said.get(c), 1 / 2.5) / sum, within(1e-6));
                    }
                    assertThat(after.get(i).heads().get("visual"))
                            .isEqualTo(before.get(i).heads().get("visual"));
                }
            }
        }
    }

    private static EmbeddingDensity density(double threshold) {
        return new EmbeddingDensity(
                new float[][] {{1, 2}, {3, -4}, {0.5f, 0}}, new float[] {1.5f, 0, -0.25f, 2}, threshold, 0.95);
    }

    private static Confidence confidence(double threshold) {
        Abstention.SelectiveRisk measured = new Abstention.SelectiveRisk(40, 0.75, 0.2);
        return new Confidence(
                Map.of("acoustic", density(threshold)),
                Optional.of(new Abstention(
                        0.25,
                        List.of(
                                new Abstention.StateThreshold(Set.of("acoustic"), 0.5, measured, measured),
                                new Abstention.StateThreshold(
                                        Set.of("acoustic", "visual"), Abstention.NOTHING, measured, measured)))));
    }

    @Test
    void whatOthersMustKnowIsKeptAndCheckedAndNotThereInFilesOfBefore() throws IOException {
        ModelInformation information = new ModelInformation(
                "CC BY-NC-SA 4.0",
                List.of(new ModelInformation.DataSet("ravdess", "doi:1", "CC BY-NC-SA 4.0")),
                List.of("en"),
                List.of("research"),
                List.of("hiring", "policing"),
                List.of(TrainingSpeakers.of("ab", List.of("ravdess"), List.of("actor01", "actor02"))));
        try (SafetensorsFile before = SafetensorsFile.open(file)) {
            assertThat(before.metadata()).doesNotContainKeys("vavl.information", "vavl.confidence");
        }
        try (TrainedModel plain = random()) {
            assertThat(plain.provenance().information()).isEqualTo(ModelInformation.none());
            ModelFile.write(file, plain.with(plain.provenance().with(information)));
        }
        try (TrainedModel read = ModelFile.read(file, Device.CPU)) {
            assertThat(read.provenance().information()).isEqualTo(information);
        }
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("actor01");
        for (UnaryOperator<String> change : List.<UnaryOperator<String>>of(
                text -> text.replace("\"format\":\"1\"", "\"format\":\"9\""),
                text -> text.replace("\"salt\":\"ab\"", "\"salt\":\"no\""),
                text -> text.replace("[\"en\"]", "[\"no language\"]"),
                text -> text.replace("\"licence\":\"CC BY-NC-SA 4.0\",\"dataSets", "\"dataSets"),
                text -> "{}")) {
            Path changed = changed("vavl.information", text -> {
                assertThat(change.apply(text)).isNotEqualTo(text);
                return change.apply(text);
            });
            assertThatThrownBy(() -> ModelFile.read(changed, Device.CPU))
                    .isExactlyInstanceOf(VavlException.class)
                    .hasMessageContaining("changed.safetensors");
        }
    }

    @Test
    void whenAModelIsUnsureIsKept() {
        Calibration calibration = new Calibration(
                Map.of(), List.of(new StateTemperature("acoustic", Set.of("acoustic"), 1.5, Map.of("acoustic", 0.25))));
        try (TrainedModel plain = random()) {
            ModelFile.write(file, plain.with(calibration).with(confidence(7)));
            try (TrainedModel read = ModelFile.read(file, Device.CPU)) {
                assertThat(read.calibration()).isEqualTo(calibration);
                assertThat(read.confidence().abstention())
                        .isEqualTo(confidence(7).abstention());
                EmbeddingDensity kept = read.confidence().densities().get("acoustic");
                assertThat(kept).usingRecursiveComparison().isEqualTo(density(7));
                Path again = folder.resolve("again.safetensors");
                ModelFile.write(again, read);
                assertThat(again).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void whenAModelIsUnsureIsCheckedBeforeItIsBelieved() {
        try (TrainedModel plain = random()) {
            ModelFile.write(file, plain.with(confidence(7)));
        }
        for (UnaryOperator<String> change : List.<UnaryOperator<String>>of(
                text -> text.replace("\"format\":\"1\"", "\"format\":\"9\""),
                text -> text.replace("\"head\":\"acoustic\"", "\"head\":\"nose\""),
                text -> text.replace("\"threshold\":7.0", "\"threshold\":-7.0"),
                text -> text.replace("\"risk\":0.25", "\"risk\":2.5"),
                text -> text.replace("\"risk\":0.25", "\"risk\":0.25,\"more\":1"),
                text -> "[]")) {
            Path changed = changed("vavl.confidence", text -> {
                assertThat(change.apply(text)).isNotEqualTo(text);
                return change.apply(text);
            });
            assertThatThrownBy(() -> ModelFile.read(changed, Device.CPU))
                    .isExactlyInstanceOf(VavlException.class)
                    .hasMessageContaining("changed.safetensors");
        }
    }

    @Test
    void temperaturesThatCannotBeAreRefused() throws IOException {
        for (String calibration : List.of("{\"nose\":1.5}", "{\"acoustic\":0}", "{\"acoustic\":\"hot\"}", "[1]", "{")) {
            Path changed = folder.resolve("changed.safetensors");
            try (SafetensorsFile original = SafetensorsFile.open(file)) {
                Map<String, String> metadata = new TreeMap<>(original.metadata());
                metadata.put("vavl.calibration", calibration);
                try (PointerScope scope = new PointerScope()) {
                    TensorFiles.write(changed, metadata, TensorFiles.read(original, name -> true, Device.CPU));
                }
            }
            assertThatThrownBy(() -> ModelFile.read(changed, Device.CPU))
                    .as(calibration)
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("changed.safetensors");
        }
    }

    private Path changed(String key, UnaryOperator<String> change) {
        Path changed = folder.resolve("changed.safetensors");
        try (PointerScope scope = new PointerScope();
                SafetensorsFile original = SafetensorsFile.open(file)) {
            Map<String, String> metadata = new TreeMap<>(original.metadata());
            metadata.computeIfPresent(key, (name, value) -> change.apply(value));
            TensorFiles.write(changed, metadata, TensorFiles.read(original, name -> true, Device.CPU));
        }
        return changed;
    }

    private static void refused(Path path, String... reasons) {
        assertThatThrownBy(() -> ModelFile.read(path, Device.CPU))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith(path.toString())
                .hasMessageNotContaining("\n")
                .hasMessageContainingAll(reasons);
    }

    @Test
    void noSettingThatIsMissingOrUnknownIsGuessed() {
        for (String setting : List.of("jointHead", "reconstruction", "sharedResidual", "width", "dropout")) {
            refused(
                    changed("vavl.model", json -> json.replaceFirst(",\"" + setting + "\":[^,}]*", "")),
                    setting,
                    "is missing");
        }
        refused(changed("vavl.task", json -> json.replaceFirst(",\"softLabels\":[^,}]*", "")), "softLabels");
        refused(changed("vavl.task", json -> json.replace(":false", ":null")), "softLabels");
        refused(changed("vavl.modalities", json -> json.replaceFirst("\"width\":[0-9]+,", "")), "0.width");
        refused(
                changed("vavl.modalities", json -> json.replaceFirst("\"width\":[0-9]+", "\"width\":\"4\"")),
                "0.width");
        refused(changed("vavl.task", json -> "null"), "vavl.task is null");
        refused(changed("vavl.model", json -> "null"), "must be a section");
        refused(changed("vavl.provenance", json -> "null"), "description of the model");
        refused(changed("vavl.modalities", json -> "[null]"), "description of the model");
        refused(changed("vavl.model", json -> json.replace("jointHead", "jointHeads")), "jointHeads");
        refused(changed("vavl.model", json -> "{\"name\":\"vavl\",\"preset\":\"tiny\"}"), "preset");
        refused(changed("vavl.model", json -> json.replaceFirst("\"name\":\"vavl\",", "")), "name");
    }

    @Test
    void listsAndTextsHaveABound() {
        String many = "8,".repeat(99_999) + 8;
        refused(
                changed(
                        "vavl.model",
                        json -> json.replaceFirst("\"headWidths\":\\[.*?]", "\"headWidths\":[" + many + "]")),
                "headWidths has 100000 numbers, and must have at most 32");
        refused(changed("vavl.card", card -> "x".repeat(2_000_000)), "vavl.card has 2000000 characters");
        refused(
                changed("vavl.modalities", json -> IntStream.range(0, 17)
                        .mapToObj(number -> "{\"name\":\"a" + number
                                + "\",\"width\":1,\"extractor\":\"x\",\"extractorVersion\":\"1\"}")
                        .toList()
                        .toString()),
                "vavl.modalities has 17");
        String classes = IntStream.range(0, 1001)
                .mapToObj(c -> "\"c" + c + "\"")
                .toList()
                .toString();
        refused(
                changed(
                        "vavl.task",
                        json -> "{\"type\":\"classification\",\"labels\":" + classes + ",\"softLabels\":false}"),
                "1001");
    }

    @Test
    void otherElementsThanFloat32AndWeightsThatAreNotFiniteAreRefusedByTensor() {
        Path changed = folder.resolve("changed.safetensors");
        try (PointerScope scope = new PointerScope();
                SafetensorsFile original = SafetensorsFile.open(file)) {
            Map<String, Tensor> tensors = TensorFiles.read(original, name -> true, Device.CPU);
            String name = tensors.keySet().stream()
                    .filter(tensor -> tensor.endsWith("weight"))
                    .findFirst()
                    .orElseThrow();
            Tensor right = tensors.get(name);
            for (ScalarType type : new ScalarType[] {ScalarType.Double, ScalarType.BFloat16, ScalarType.Long}) {
                tensors.put(name, right.to(type));
                TensorFiles.write(changed, original.metadata(), tensors);
                refused(changed, "tensor '" + name + "' has elements of type", "must have F32");
            }
            for (float wrong : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
                Tensor damaged = right.detach().clone();
                damaged.flatten().select(0, 3).fill_(new Scalar(wrong));
                tensors.put(name, damaged);
                TensorFiles.write(changed, original.metadata(), tensors);
                refused(changed, "tensor '" + name + "' has " + wrong + " as value 3");
            }
            tensors.put(name, right);
            tensors.put(
                    "statistics.acoustic.mean",
                    torch.tensor(new float[RandomClips.ACOUSTIC.width()]).log());
            TensorFiles.write(changed, original.metadata(), tensors);
            refused(changed, "statistics of acoustic", "-Infinity");
        }
    }

    /** One head answers with numbers that leave float32's range: finite weights, and no answer. */
    @Test
    void whatANetworkMakesOfFiniteWeightsIsNoAnswerUnlessItIsFinite() {
        try (PointerScope scope = new PointerScope();
                SafetensorsFile original = SafetensorsFile.open(file)) {
            Map<String, Tensor> tensors = TensorFiles.read(original, name -> true, Device.CPU);
            tensors.replaceAll(
                    (name, tensor) -> name.startsWith("statistics") ? tensor : tensor.mul(new Scalar(1e30f)));
            Path changed = folder.resolve("changed.safetensors");
            TensorFiles.write(changed, original.metadata(), tensors);
            try (TrainedModel read = ModelFile.read(changed, Device.CPU)) {
                assertThatThrownBy(() -> predictions(read, Precision.FLOAT32))
                        .isInstanceOf(VavlException.class)
                        .hasMessageContainingAll("clip clip", "head gives ", "which is no answer");
            }
        }
    }

    @Test
    void factorsAndBiasesKeptInBfloat16AnswerAsThoseThatAreConvertedForEachAnswer() {
        try (TrainedModel converted = ModelFile.read(file, Device.CPU);
                TorchNetwork kept = ModelFile.readForInference(file, Device.CPU, Precision.BFLOAT16)) {
            assertThat(new Predictor(kept, 4).predict(clips)).isEqualTo(predictions(converted, Precision.BFLOAT16));
            assertThat(kept.description()).isEqualTo(converted.description());
        }
    }

    private static EmotionModel tiny(ParameterStore parameters) {
        return new VavlFamily().presets().get("tiny").build(RandomClips.BOTH, RandomClips.CLASSES, parameters);
    }

    @Test
    void factorsAndBiasesAreKeptInThePrecisionOfTheInference() {
        try (EmotionModel network = tiny(ParameterStore.forInference(Device.CPU, Precision.BFLOAT16))) {
            network.parameters().parameters().forEach((name, parameter) -> assertThat(
                            parameter.scalar_type().intern())
                    .as(name)
                    .isEqualTo(NORM.matcher(name).matches() ? ScalarType.Float : ScalarType.BFloat16));
        }
    }

    /** Only a {@link TrainedModel} can be written or told apart by its parameters, so that no rounded or packed ones ever are. */
    @Test
    void aNetworkWhoseParametersAreNotThoseOfTrainingIsNoTrainedModel() {
        for (ParameterStore parameters : List.of(
                ParameterStore.forInference(Device.CPU, Precision.FLOAT32),
                ParameterStore.forInference(Device.CPU, Precision.BFLOAT16),
                ParameterStore.shapesOnly())) {
            try (EmotionModel network = tiny(parameters)) {
                assertThatThrownBy(() -> trained(network))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("not those of training");
            }
        }
    }

    @Test
    void aFileThatWasCutOffIsRefusedByName() throws IOException {
        for (long share = 1; share < 4; share++) {
            Path cut = folder.resolve("cut" + share);
            Files.copy(file, cut);
            try (FileChannel channel = FileChannel.open(cut, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() * share / 4);
            }
            assertThatThrownBy(() -> ModelFile.read(cut, Device.CPU))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining(cut.toString());
        }
    }
}
