package org.vavl.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.corpus.Clip;
import org.vavl.corpus.Modality;
import org.vavl.model.vavl.RandomClips;
import org.vavl.model.vavl.VavlFamily;
import org.vavl.nn.Device;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.Precision;
import org.vavl.nn.VavlException;

class ModelFileTest {
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
                        .build(RandomClips.BOTH, RandomClips.CLASSES, ParameterStore.drawn(Device.CPU, 6)),
                RandomClips.unitStatistics(RandomClips.BOTH),
                Map.of(Modality.ACOUSTIC, RandomClips.EXTRACTOR, Modality.VISUAL, RandomClips.EXTRACTOR),
                new Provenance(Map.of("seed", "6"), "a card"));
    }

    private List<Prediction> predictions(TrainedModel model, Precision precision) {
        return new Predictor(model, precision, 4).predict(clips);
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
    void matricesKeptInBfloat16AnswerAsThoseThatAreConvertedForEachAnswer() {
        try (TrainedModel converted = ModelFile.read(file, Device.CPU);
                TrainedModel kept = ModelFile.read(file, Device.CPU, Precision.BFLOAT16)) {
            kept.network().parameters().parameters().forEach((name, parameter) -> assertThat(
                            parameter.scalar_type().intern())
                    .as(name)
                    .isEqualTo(parameter.dim() < 2 ? ScalarType.Float : ScalarType.BFloat16));
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
