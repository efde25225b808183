package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.storage.FeatureFolder;
import org.vavl.features.storage.NpyFile;

/** `vavl extract` with networks, which are those of the tests of the features. */
class ExtractorsCommandTest {
    private static final Path ONNX = Path.of("../features/src/test/resources/org/vavl/features/onnx");
    private static final Path WAV2VEC2 = Path.of("../model/src/test/resources/org/vavl/model/wav2vec2/robust");

    @TempDir
    Path folder;

    private CommandRun extract(String... options) throws IOException {
        Path sound = folder.resolve("sound.wav");
        TestSound.tone(sound, 440, 1);
        List<String> arguments = new ArrayList<>(List.of("extract", sound.toString()));
        arguments.addAll(List.of("--out", out().toString()));
        arguments.addAll(List.of("--store", folder.resolve("store").toString()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private Path out() {
        return folder.resolve("out");
    }

    private FeatureSequence features() {
        FeatureFolder made = FeatureFolder.read(out()).orElseThrow();
        return NpyFile.read(out().resolve("sound.npy"), 50, made.extractor());
    }

    @Test
    void wav2Vec2OfAFolder() throws IOException {
        CommandRun run = extract("--acoustic", "wav2vec2:" + WAV2VEC2, "--acoustic", "layers=2");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(features().width()).isEqualTo(16);
        assertThat(features().frames()).isEqualTo(49);
        assertThat(features().extractor().name()).isEqualTo("wav2vec2");
        assertThat(features().extractor().version()).contains("layers=2");
    }

    @Test
    void anOnnxNetworkThatAFileDescribes() throws IOException {
        Files.copy(ONNX.resolve("sound.onnx"), folder.resolve("sound.onnx"));
        Path file = Files.writeString(folder.resolve("mine.yaml"), "name: mine\nnetwork: sound.onnx\n");
        CommandRun run = extract("--acoustic", "onnx:" + file);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(features().width()).isEqualTo(6);
        assertThat(features().extractor().name()).isEqualTo("mine");
    }

    @Test
    void saysHowToGetTheWeightsThatAreMissing() throws IOException {
        CommandRun sound = extract("--acoustic", "wav2vec2");
        assertThat(sound.exitCode()).isEqualTo(1);
        assertThat(sound.err())
                .contains(
                        "extractor wav2vec2 needs the model wav2vec2", "`vavl models pull wav2vec2 --accept-licence`");
        CommandRun face = extract("--visual", "efficientnet-b2");
        assertThat(face.exitCode()).isEqualTo(1);
        assertThat(face.err()).contains("extractor efficientnet-b2 needs", "`vavl models pull efficientnet-b2`");
    }

    @Test
    void namesWhatIsWrong() throws IOException {
        assertThat(extract("--acoustic", "wav2vec3").err())
                .contains("--acoustic is 'wav2vec3', and must be one of logmel, onnx, wav2vec2, waveform");
        assertThat(extract("--visual", "efficientnet").err())
                .contains("--visual is 'efficientnet', and must be one of efficientnet-b2, face-hog, face-model, onnx");
        assertThat(extract("--acoustic", "logmel", "--acoustic", "wav2vec2").err())
                .contains("must name one extractor");
        assertThat(extract("--acoustic", "onnx").err()).contains("needs a YAML file that describes its network");
        Path file = Files.writeString(folder.resolve("mine.yaml"), "name: mine\nnetwrk: sound.onnx\n");
        CommandRun unknown = extract("--acoustic", "onnx:" + file);
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("mine.yaml", "netwrk");
        assertThat(extract("--acoustic", "wav2vec2:" + folder).err()).contains("has neither model.safetensors nor");
    }
}
