package org.vavl.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.PointerScope;
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
import org.vavl.model.vavl.RandomClips;
import org.vavl.model.vavl.VavlFamily;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.weights.TensorFiles;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.inference.TemperatureScaling;

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
        return new TrainedModel(
                new VavlFamily()
                        .presets()
                        .get("tiny")
                        .build(RandomClips.BOTH, RandomClips.CLASSES, ParameterStore.initialised(Device.CPU, 6)),
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

    @Test
    void factorsAndBiasesKeptInBfloat16AnswerAsThoseThatAreConvertedForEachAnswer() {
        try (TrainedModel converted = ModelFile.read(file, Device.CPU);
                TrainedModel kept = ModelFile.read(file, Device.CPU, Precision.BFLOAT16)) {
            kept.network().parameters().parameters().forEach((name, parameter) -> assertThat(
                            parameter.scalar_type().intern())
                    .as(name)
                    .isEqualTo(NORM.matcher(name).matches() ? ScalarType.Float : ScalarType.BFloat16));
            assertThat(predictions(kept, Precision.BFLOAT16)).isEqualTo(predictions(converted, Precision.BFLOAT16));
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
