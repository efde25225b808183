package org.vavl.model.wav2vec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vavl.model.wav2vec2.GoldenNetwork.assertClose;
import static org.vavl.model.wav2vec2.GoldenNetwork.values;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;

/** Against transformers' {@code Wav2Vec2Model}. */
class Wav2Vec2GoldenTest {
    private static final double TOLERANCE = 1e-4;
    private static final ForwardMode MODE = ForwardMode.inference(Precision.FLOAT32);

    /** What a test does with a network of some layers and what transformers answered. */
    private interface Body {
        void run(Wav2Vec2 network, Map<String, Tensor> golden);
    }

    private static void with(String name, int layers, Body body) {
        Wav2Vec2Source source = Wav2Vec2Source.ofFolder(GoldenNetwork.folder(name));
        try (ParameterStore parameters = ParameterStore.uninitialised(Device.CPU);
                PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Wav2Vec2 network =
                    new Wav2Vec2(parameters.root(), source.configuration().withLayersUpTo(layers), 0);
            Wav2Vec2Weights.load(source, parameters.root());
            body.run(network, GoldenNetwork.answers(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "robust"})
    void aClipAlone(String name) {
        with(
                name,
                12,
                (network, golden) -> assertClose(
                        values(network.forward(golden.get("normalised").narrow(0, 0, 1), MODE)),
                        values(golden.get("alone")),
                        TOLERANCE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "robust"})
    void theFirstLayersAlone(String name) {
        with(
                name,
                2,
                (network, golden) -> assertClose(
                        values(network.forward(golden.get("normalised").narrow(0, 0, 1), MODE)),
                        values(golden.get("shallow")),
                        TOLERANCE));
    }

    /** transformers gives the frames beyond a clip's end values, too, which are not compared. */
    @ParameterizedTest
    @ValueSource(strings = {"base", "robust"})
    void clipsOfDifferentLengthsTogether(String name) {
        with(name, 12, (network, golden) -> {
            Tensor actual = network.forward(golden.get("normalised"), List.of(4000, 2600), MODE);
            for (int clip = 0; clip < 2; clip++) {
                long frames = network.configuration().frames(clip == 0 ? 4000 : 2600);
                assertThat(frames).isEqualTo(clip == 0 ? 12 : 7);
                assertClose(
                        values(actual.narrow(0, clip, 1).narrow(1, 0, frames)),
                        values(golden.get("masked").narrow(0, clip, 1).narrow(1, 0, frames)),
                        TOLERANCE);
            }
        });
    }

    @Test
    void aClipsValuesDoNotDependOnItsBatchWithoutNormsOverTime() {
        with("robust", 12, (network, golden) -> {
            Tensor samples = golden.get("normalised");
            Tensor together = network.forward(samples, List.of(4000, 2600), MODE);
            Tensor alone = network.forward(samples.narrow(0, 1, 1).narrow(1, 0, 2600), MODE);
            assertClose(values(together.narrow(0, 1, 1).narrow(1, 0, 7)), values(alone), 1e-5);
        });
    }

    @Test
    void thePapersNetworkHasAFrameEvery20Milliseconds() {
        Wav2Vec2Configuration large =
                Wav2Vec2Source.largeRobust(GoldenNetwork.folder("base")).configuration();
        assertThat(large.samplesPerFrame()).isEqualTo(320);
        assertThat(large.receptiveField()).isEqualTo(400);
        assertThat(large.frames(16_000)).isEqualTo(49);
        assertThat(large.frames(399)).isZero();
    }
}
