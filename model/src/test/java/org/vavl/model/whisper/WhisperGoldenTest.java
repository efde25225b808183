package org.vavl.model.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vavl.model.whisper.GoldenWhisper.assertClose;
import static org.vavl.model.whisper.GoldenWhisper.values;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;

/** Against transformers' {@code WhisperModel}. */
class WhisperGoldenTest {
    private static final double TOLERANCE = 1e-4;
    private static final ForwardMode MODE = ForwardMode.inference(Precision.FLOAT32);

    /** What a test does with an encoder of some blocks and what transformers answered. */
    private interface Body {
        void run(Whisper network, Map<String, Tensor> golden);
    }

    private static void with(String name, WhisperSource source, int blocks, Body body) {
        try (ParameterStore parameters = ParameterStore.uninitialised(Device.CPU);
                PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Whisper network =
                    new Whisper(parameters.root(), source.configuration().upTo(blocks), 0);
            source.load(parameters.root());
            body.run(network, GoldenWhisper.answers(name));
        }
    }

    private static void with(String name, int blocks, Body body) {
        with(name, WhisperSource.of(GoldenWhisper.path(name)), blocks, body);
    }

    @ParameterizedTest
    @CsvSource({"tiny, 1", "tiny, 2", "tiny, 3", "wide, 1", "wide, 2", "wide, 3"})
    void eachBlockGivesWhatTransformersGives(String name, int block) {
        with(
                name,
                block,
                (network, golden) -> assertClose(
                        values(network.forward(golden.get("mel"), MODE)),
                        values(golden.get("block." + block)),
                        TOLERANCE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void eachBlockGivesWhatTransformersGivesForWhatIsFilledUp(int block) {
        with(
                "tiny",
                block,
                (network, golden) -> assertClose(
                        values(network.forward(golden.get("padded.mel"), MODE)),
                        values(golden.get("padded.block." + block)),
                        TOLERANCE));
    }

    @Test
    void weightsOf8BitsAreTheRoundedOnes() {
        WhisperSource source = WhisperSource.of(GoldenWhisper.path("first").resolve("encoder.safetensors"));
        assertThat(source.configuration().normalised()).isFalse();
        with("first", source, 2, (network, golden) -> {
            float[] rounded = values(network.forward(golden.get("mel"), MODE));
            assertClose(rounded, values(golden.get("block.2")), TOLERANCE);
            with("tiny", 2, (exact, unused) -> assertThat(values(exact.forward(golden.get("mel"), MODE)))
                    .isNotEqualTo(rounded));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFileOfOpenAisGivesWhatTransformersGives(int block) {
        WhisperSource source = WhisperSource.of(GoldenWhisper.path("openai").resolve("encoder.pt"));
        assertThat(source.configuration()).isEqualTo(new WhisperConfiguration(80, 16, 2, 1, 24, 100, true));
        with(
                "openai",
                source,
                block,
                (network, golden) -> assertClose(
                        values(network.forward(golden.get("mel"), MODE)),
                        values(golden.get("block." + block)),
                        TOLERANCE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 37, 59})
    void aClipsValuesDoNotDependOnItsBatch(int length) {
        with("tiny", 3, (network, golden) -> {
            Tensor melBTM = golden.get("mel");
            Tensor otherBTM = melBTM.mul(melBTM);
            Tensor bothBTM = torch.cat(new TensorVector(melBTM, otherBTM), 0);
            Tensor together = network.forward(bothBTM, List.of(60, length), MODE);
            Tensor alone = network.forward(otherBTM.narrow(1, 0, length), MODE);
            long frames = WhisperConfiguration.frames(length);
            assertClose(values(together.narrow(0, 1, 1).narrow(1, 0, frames)), values(alone), 1e-5);
            assertClose(values(together.narrow(0, 0, 1)), values(golden.get("block.3")), TOLERANCE);
        });
    }
}
