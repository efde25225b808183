package org.vavl.nn.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.LibTorch;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.conformer.RelativePositionalEncoding;

/** The small layers, against their equations written out. */
class LayersTest {
    private static final ForwardMode INFERENCE = ForwardMode.inference(Precision.FLOAT32);
    private static final ForwardMode TRAINING = ForwardMode.training(Precision.FLOAT32);

    private final ParameterStore store = ParameterStore.initialised(Device.CPU, 3);
    private final PointerScope scope = new PointerScope();
    private final int threads = LibTorch.threads();

    @AfterEach
    void close() {
        LibTorch.setThreads(threads);
        scope.close();
        store.close();
    }

    @Test
    void linearIsProductAndBias() {
        Linear linear = new Linear(store.root().child("linear"), 2, 3);
        store.load(
                Map.of(
                        "linear.weight", Tensors.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2),
                        "linear.bias", Tensors.of(new float[] {10, 20, 30}, 3)),
                "test");
        Tensor x = Tensors.of(new float[] {1, -1, 0.5f, 2}, 2, 2);
        assertThat(Tensors.values(linear.forward(x, INFERENCE))).containsExactly(9, 19, 29, 14.5f, 29.5f, 44.5f);
        Tensor rounded = linear.forward(x, ForwardMode.inference(Precision.BFLOAT16));
        assertThat(rounded.scalar_type().intern()).isEqualTo(ScalarType.BFloat16);
        assertThat(Tensors.values(rounded)).containsExactly(9, 19, 29, 14.5f, 29.5f, 44.5f);
    }

    @Test
    void linearIsTheSameForLongSequencesAsForShortOnes() {
        LibTorch.setThreads(2); // with one, both take the same path
        Linear linear = new Linear(store.root(), 24, 40);
        Tensor xBTD = Tensors.random(4, 100, 24).requires_grad_(true);
        Tensor weightsBTC = Tensors.random(4, 100, 40);
        linear.forward(xBTD, INFERENCE).mul(weightsBTC).sum().backward();
        Tensor gradientOfX = xBTD.grad().clone();
        Map<String, Tensor> gradients = new HashMap<>();
        store.parameters()
                .forEach((name, parameter) ->
                        gradients.put(name, parameter.grad().clone()));
        xBTD.grad().zero_();
        store.parameters().values().forEach(parameter -> parameter.grad().zero_());

        for (int clip = 0; clip < 4; clip++) {
            Tensor shortTC = linear.forward(xBTD.select(0, clip), INFERENCE);
            Tensors.assertClose("clip " + clip, linear.forward(xBTD, INFERENCE).select(0, clip), shortTC, 1e-6);
            shortTC.mul(weightsBTC.select(0, clip)).sum().backward();
        }
        Tensors.assertClose("gradient of x", gradientOfX, xBTD.grad(), 1e-6);
        store.parameters()
                .forEach((name, parameter) ->
                        Tensors.assertClose(name, Objects.requireNonNull(gradients.get(name)), parameter.grad(), 1e-6));
    }

    @Test
    void linearWithoutBiasHasNone() {
        Linear linear = Linear.withoutBias(store.root(), 4, 5);
        assertThat(store.parameters().keySet()).containsExactly("weight");
        assertThat(Tensors.values(linear.forward(Tensors.of(new float[4], 1, 4), INFERENCE)))
                .containsOnly(0);
    }

    @Test
    void linearRefusesToHaveNoInputsOrOutputs() {
        assertThatThrownBy(() -> new Linear(store.root().child("head"), 0, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("head has 0 inputs and 5 outputs, and must have at least 1 of each");
    }

    @Test
    void layerNormHasMeanZeroAndVarianceOneInFloat32() {
        LayerNorm norm = new LayerNorm(store.root(), 64);
        Tensor x = Tensors.random(10, 64).mul(new Scalar(7)).add(new Scalar(3));
        Tensor y = norm.forward(x.to(ScalarType.BFloat16));
        assertThat(y.scalar_type().intern()).isEqualTo(ScalarType.Float);
        Tensors.assertClose("mean", y.mean(1), Tensors.of(new float[10], 10), 1e-5);
        Tensors.assertClose(
                "variance", y.square().mean(1), Tensors.of(new float[10], 10).add(new Scalar(1)), 1e-4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-4, 0.1, 0.2, 0.5, 0.9})
    void dropoutZeroesTheFractionAndKeepsTheMean(double probability) {
        int count = 400_001;
        Tensor ones = Tensors.random(count).fill_(new Scalar(1)).requires_grad_(true);
        Dropout dropout = new Dropout(probability);
        assertThat(dropout.forward(ones, INFERENCE).equal(ones)).isTrue();
        LibTorch.seed(4);
        Tensor dropped = dropout.forward(ones, TRAINING);
        dropped.sum().backward();
        float kept = (float) (1 / (1 - probability));
        int[] zeros = new int[4];
        float[] values = Tensors.values(dropped);
        for (int i = 0; i < count; i++) {
            if (values[i] == 0) {
                zeros[i % 4]++;
            } else {
                assertThat(values[i]).isBetween(kept * 0.9999f, kept * 1.0001f);
            }
        }
        double deviation = Math.sqrt(count / 4.0 * probability * (1 - probability));
        for (int zero : zeros) { // four values share a random number
            assertThat((double) zero)
                    .isBetween(count / 4.0 * probability - 5 * deviation, count / 4.0 * probability + 5 * deviation);
        }
        assertThat(ones.grad().equal(dropped)).isTrue();
    }

    @Test
    void dropoutKeepsShapeAndType() {
        Tensor xBTD = Tensors.random(3, 5, 7).to(ScalarType.BFloat16).transpose(0, 1);
        Tensor yBTD = new Dropout(0.5).forward(xBTD, TRAINING);
        assertThat(yBTD.scalar_type().intern()).isEqualTo(ScalarType.BFloat16);
        assertThat(yBTD.shape()).containsExactly(5, 3, 7);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void dropoutRefusesWhatIsNoProbability(double probability) {
        assertThatThrownBy(() -> new Dropout(probability))
                .isInstanceOf(VavlException.class)
                .hasMessage("dropout is " + probability + ", and must be at least 0 and less than 1");
    }

    @Test
    void maskedMeanIsOverValidFramesAlone() {
        float nan = Float.NaN;
        Tensor xBTD = Tensors.of(new float[] {1, 2, nan, nan, 3, 6, nan, nan, nan, nan, nan, nan}, 2, 3, 2);
        Tensor meanBD = MaskedMean.overTime(xBTD.requires_grad_(true), Tensors.valid("x.x", "..."));
        assertThat(Tensors.values(meanBD)).containsExactly(2, 4, 0, 0);
        meanBD.sum().backward();
        assertThat(Tensors.values(xBTD.grad())).containsExactly(.5f, .5f, 0, 0, .5f, .5f, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void maskedMeanOfBfloat16IsTakenInFloat32() {
        int frames = 1000;
        Tensor xBTD = Tensors.random(1, frames, 1).fill_(new Scalar(1)).to(ScalarType.BFloat16);
        Tensor meanBD = MaskedMean.overTime(xBTD, Tensors.valid("x".repeat(frames)));
        assertThat(meanBD.scalar_type().intern()).isEqualTo(ScalarType.Float);
        assertThat(Tensors.values(meanBD)).containsExactly(1);
    }

    @Test
    void perceptronHasReluBetweenItsLayers() {
        MultiLayerPerceptron perceptron = new MultiLayerPerceptron(store.root(), List.of(1, 2, 1), 0.2);
        store.load(
                Map.of(
                        "0.weight", Tensors.of(new float[] {1, -1}, 2, 1),
                        "0.bias", Tensors.of(new float[] {0, 0}, 2),
                        "1.weight", Tensors.of(new float[] {1, 1}, 1, 2),
                        "1.bias", Tensors.of(new float[] {-5}, 1)),
                "test");
        Tensor x = Tensors.of(new float[] {3, -4, 0}, 3, 1);
        assertThat(Tensors.values(perceptron.forward(x, INFERENCE))).containsExactly(-2, -1, -5); // |x| − 5
    }

    @Test
    void theHeadOfThePaperHasAsManyParametersAsItSays() {
        new MultiLayerPerceptron(store.root(), List.of(512, 512, 256, 6), 0.2);
        assertThat(store.count()).isEqualTo(512 * 513 + 256 * 513 + 6 * 257);
    }

    @Test
    void perceptronNeedsInputAndOutput() {
        assertThatThrownBy(() -> new MultiLayerPerceptron(store.root().child("head"), List.of(512), 0.2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("head has widths [512]");
    }

    @Test
    void frameProjectionIsConvolutionThenLinear() {
        InputProjection projection = new InputProjection(store.root(), 3, 2, 5, 4, 0.1);
        assertThat(store.count()).isEqualTo(2 * 3 * 5 + 4 * 2 + 4);
        int frames = 7;
        Tensor xBTF = Tensors.random(1, frames, 3);
        String valid = "xx.xxx.";
        float[] x = Tensors.values(xBTF);
        float[] convolution = parameter("convolution.weight");
        float[] weight = parameter("linear.weight");
        float[] bias = parameter("linear.bias");
        float[] expected = new float[frames * 4];
        for (int t = 0; t < frames; t++) {
            double[] projected = new double[2];
            for (int channel = 0; channel < 2; channel++) {
                for (int k = 0; k < 5; k++) {
                    int seen = t + k - 2;
                    for (int f = 0; seen >= 0 && seen < frames && valid.charAt(seen) == 'x' && f < 3; f++) {
                        projected[channel] += convolution[(channel * 3 + f) * 5 + k] * x[seen * 3 + f];
                    }
                }
            }
            for (int d = 0; d < 4; d++) {
                expected[t * 4 + d] =
                        (float) (weight[d * 2] * projected[0] + weight[d * 2 + 1] * projected[1] + bias[d]);
            }
        }
        Tensor actual = projection.forward(xBTF, Tensors.valid(valid), INFERENCE);
        Tensors.assertClose("projection", actual, Tensors.of(expected, 1, frames, 4), 1e-6);
    }

    @Test
    void frameProjectionSeesNothingOfInvalidFrames() {
        InputProjection projection = new InputProjection(store.root(), 8, 4, 3, 6, 0.1);
        Tensor validBT = Tensors.valid("xx.x.", "xxxxx");
        Tensor xBTF = ValidFrames.zeroInvalid(Tensors.random(2, 5, 8), validBT);
        Tensor filledBTF = xBTF.masked_fill(validBT.logical_not().unsqueeze(2), new Scalar(Float.NaN));
        assertThat(projection
                        .forward(filledBTF, validBT, INFERENCE)
                        .equal(projection.forward(xBTF, validBT, INFERENCE)))
                .isTrue();
    }

    @Test
    void frameProjectionRefusesAnEvenKernel() {
        assertThatThrownBy(() -> new InputProjection(store.root().child("acoustic.projection"), 3, 2, 4, 4, 0.1))
                .isInstanceOf(VavlException.class)
                .hasMessage("the kernel of acoustic.projection is 4 frames, and must be odd");
    }

    @Test
    void positionsRunFromTheFarthestPastToTheFarthestFuture() {
        float[] actual = Tensors.values(RelativePositionalEncoding.sinusoids(3, 4, Device.CPU));
        float[] expected = new float[5 * 4];
        for (int row = 0; row < 5; row++) {
            int distance = 2 - row;
            for (int pair = 0; pair < 2; pair++) {
                double angle = distance / Math.pow(10_000, 2 * pair / 4.0);
                expected[row * 4 + 2 * pair] = (float) Math.sin(angle);
                expected[row * 4 + 2 * pair + 1] = (float) Math.cos(angle);
            }
        }
        assertThat(actual).hasSize(20);
        Tensors.assertClose("positions", Tensors.of(actual, 5, 4), Tensors.of(expected, 5, 4), 1e-7);
    }

    private float[] parameter(String name) {
        return Tensors.values(Objects.requireNonNull(store.parameters().get(name), name));
    }
}
