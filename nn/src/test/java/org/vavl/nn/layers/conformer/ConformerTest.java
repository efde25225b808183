package org.vavl.nn.layers.conformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.LibTorch;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.MaskedMean;
import org.vavl.nn.layers.Tensors;
import org.vavl.nn.layers.ValidFrames;

/** What must hold for any parameters and any input. */
class ConformerTest {
    private static final int WIDTH = 16;
    private static final ConformerSettings SIZES = new ConformerSettings(WIDTH, 4, 32, 5, 0.1);
    private static final ForwardMode INFERENCE = ForwardMode.inference(Precision.FLOAT32);
    private static final ForwardMode TRAINING = ForwardMode.training(Precision.FLOAT32);

    private final ParameterStore store = ParameterStore.initialised(Device.CPU, 1);
    private final Conformer conformer = new Conformer(store.root(), 2, SIZES);
    private PointerScope scope = new PointerScope();

    @BeforeEach
    void seed() {
        scope.close();
        scope = new PointerScope();
        LibTorch.seed(2);
    }

    @AfterEach
    void close() {
        scope.close();
        store.close();
    }

    @Test
    void aBlockOfThePaperHasAsManyParametersAsTheSpecificationSays() {
        try (ParameterStore paper = ParameterStore.uninitialised(Device.CPU)) {
            new Conformer(paper.root(), 1, new ConformerSettings(512, 8, 2048, 31, 0.1));
            assertThat(paper.count()).isEqualTo(6_323_712);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneThatIsOnlyAskedAnswersTheSameAboutShorterAndLongerClips(Precision precision) {
        ForwardMode mode = ForwardMode.inference(precision);
        try (ParameterStore asked = ParameterStore.forInference(Device.CPU, precision);
                InferenceMode noGradient = new InferenceMode()) {
            Conformer same = new Conformer(asked.root(), 2, SIZES);
            asked.load(store.parameters(), "test");
            for (int frames : new int[] {5, 20, 3, 1, 21, 20}) {
                Tensor xBTD = Tensors.random(2, frames, WIDTH);
                Tensor validBT = Tensors.valid("x".repeat(frames), "x".repeat(frames));
                Tensors.assertClose(
                        frames + " frames",
                        same.forward(xBTD, validBT, mode),
                        conformer.forward(xBTD, validBT, mode),
                        precision == Precision.FLOAT32 ? 1e-5 : 5e-2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aClipIsTheSameAlonePaddedAndInAnyOrder(long seed) {
        LibTorch.seed(seed);
        Random random = new Random(seed);
        int clips = 2 + random.nextInt(5);
        int frames = 1 + random.nextInt(40);
        Tensor xBTD = Tensors.random(clips, frames, WIDTH);
        String[] masks = new String[clips];
        int[] lengths = new int[clips];
        for (int clip = 0; clip < clips; clip++) {
            lengths[clip] = 1 + random.nextInt(frames);
            masks[clip] = mask(random, lengths[clip], frames);
        }
        Tensor yBTD = conformer.forward(xBTD, Tensors.valid(masks), INFERENCE);
        Tensor backwardsBTD =
                conformer.forward(xBTD.flip(0), Tensors.valid(masks).flip(0), INFERENCE);
        for (int clip = 0; clip < clips; clip++) {
            int length = lengths[clip];
            Tensor valid1T = Tensors.valid(masks[clip].substring(0, length));
            Tensor alone1TD = conformer.forward(xBTD.narrow(0, clip, 1).narrow(1, 0, length), valid1T, INFERENCE);
            Tensor batch1TD = yBTD.narrow(0, clip, 1).narrow(1, 0, length);
            Tensor reordered1TD = backwardsBTD.narrow(0, clips - 1 - clip, 1).narrow(1, 0, length);
            assertSameWhereValid("in a batch", batch1TD, alone1TD, valid1T);
            assertSameWhereValid("in another order", reordered1TD, alone1TD, valid1T);
        }
    }

    private static String mask(Random random, int length, int frames) {
        StringBuilder mask = new StringBuilder();
        for (int frame = 0; frame < frames; frame++) {
            mask.append(frame < length && random.nextInt(5) > 0 ? 'x' : '.');
        }
        return mask.toString();
    }

    private static void assertSameWhereValid(String name, Tensor actual, Tensor expected, Tensor validBT) {
        Tensors.assertClose(
                name, ValidFrames.zeroInvalid(actual, validBT), ValidFrames.zeroInvalid(expected, validBT), 1e-5);
    }

    @Test
    void theOrderOfFramesMatters() {
        Tensor xBTD = Tensors.random(1, 20, WIDTH);
        Tensor validBT = Tensors.valid("x".repeat(20));
        Tensor meanBD = MaskedMean.overTime(conformer.forward(xBTD, validBT, INFERENCE), validBT);
        Tensor backwardsBD = MaskedMean.overTime(conformer.forward(xBTD.flip(1), validBT, INFERENCE), validBT);
        assertThat(Tensors.largestDifference(meanBD, backwardsBD)).isGreaterThan(1e-2);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -1e30f, 1})
    void valuesOfInvalidFramesHaveNoInfluence(float value) {
        Tensor validBT = Tensors.valid("xx.x.x..", "xxxxxx..", ".xxxxxxx");
        Tensor zeroedBTD = ValidFrames.zeroInvalid(Tensors.random(3, 8, WIDTH), validBT);
        Tensor filledBTD = zeroedBTD.masked_fill(validBT.logical_not().unsqueeze(2), new Scalar(value));

        Tensor expectedBTD = conformer.forward(zeroedBTD, validBT, INFERENCE);
        Tensor actualBTD = conformer.forward(filledBTD.requires_grad_(true), validBT, INFERENCE);
        actualBTD.square().mul(Tensors.random(3, 8, WIDTH)).sum().backward();

        assertThat(actualBTD.equal(expectedBTD)).isTrue();
        assertThat(Tensors.isFinite(filledBTD.grad())).isTrue();
        store.parameters()
                .forEach((name, parameter) ->
                        assertThat(Tensors.isFinite(parameter.grad())).as(name).isTrue());
    }

    @Test
    void aClipWithoutAnyValidFrameIsFiniteAndLeavesTheOthersAlone() {
        Tensor xBTD = Tensors.random(2, 6, WIDTH);
        Tensor yBTD = conformer.forward(xBTD, Tensors.valid("......", "xxxxxx"), INFERENCE);
        Tensor aloneBTD = conformer.forward(xBTD.narrow(0, 1, 1), Tensors.valid("xxxxxx"), INFERENCE);
        MaskedMean.overTime(yBTD, Tensors.valid("......", "xxxxxx")).sum().backward();
        assertThat(Tensors.isFinite(yBTD)).isTrue();
        Tensors.assertClose("the other clip", yBTD.narrow(0, 1, 1), aloneBTD, 1e-5);
        store.parameters()
                .forEach((name, parameter) ->
                        assertThat(Tensors.isFinite(parameter.grad())).as(name).isTrue());
    }

    @Test
    void bfloat16IsCloseToFloat32() {
        Tensor xBTD = Tensors.random(3, 30, WIDTH);
        Tensor validBT = Tensors.valid("x".repeat(30), "x".repeat(20) + ".".repeat(10), "xx.".repeat(10));
        Tensor yBTD = conformer.forward(xBTD, validBT, INFERENCE);
        Tensor roundedBTD = conformer.forward(xBTD, validBT, ForwardMode.inference(Precision.BFLOAT16));
        assertThat(roundedBTD.scalar_type().intern())
                .isEqualTo(yBTD.scalar_type().intern());
        assertThat(Tensors.largestDifference(yBTD, roundedBTD)).isBetween(1e-6, 0.05);
    }

    @Test
    void everyParameterGetsAGradientButTheBiasOfTheKeysWhichSoftmaxCancels() {
        for (Precision precision : Precision.values()) {
            Tensor yBTD = conformer.forward(
                    Tensors.random(3, 7, WIDTH),
                    Tensors.valid("xxxxxxx", "xxxxx..", "xx.xxxx"),
                    new ForwardMode(true, precision));
            yBTD.mul(Tensors.random(3, 7, WIDTH)).sum().backward();
        }
        store.parameters().forEach((name, parameter) -> {
            double largest = parameter.grad().abs().max().item_double();
            if (name.endsWith("key.bias")) {
                assertThat(largest).as(name).isLessThan(1e-2);
            } else {
                assertThat(largest).as(name).isGreaterThan(1e-2);
            }
        });
    }

    @Test
    void noGradientReachesInvalidFramesOrOtherClips() {
        Tensor xBTD = Tensors.random(2, 5, WIDTH).requires_grad_(true);
        Tensor validBT = Tensors.valid("x.xx.", "xxxxx");
        conformer
                .forward(xBTD, validBT, INFERENCE)
                .select(0, 0)
                .select(0, 2)
                .square()
                .sum()
                .backward();
        Tensor reachedBT = xBTD.grad().abs().amax(new long[] {2}, false).gt(new Scalar(0));
        assertThat(reachedBT.equal(Tensors.valid("x.xx.", "....."))).isTrue();
    }

    @Test
    void dropoutIsDrawnWhileTrainingAlone() {
        Tensor xBTD = Tensors.random(1, 5, WIDTH);
        Tensor validBT = Tensors.valid("xxxxx");
        assertThat(conformer.forward(xBTD, validBT, INFERENCE).equal(conformer.forward(xBTD, validBT, INFERENCE)))
                .isTrue();
        Tensor firstBTD = trained(xBTD, validBT, 5);
        assertThat(firstBTD.equal(trained(xBTD, validBT, 5))).isTrue();
        assertThat(firstBTD.equal(trained(xBTD, validBT, 6))).isFalse();
    }

    private Tensor trained(Tensor xBTD, Tensor validBT, long seed) {
        LibTorch.seed(seed);
        return conformer.forward(xBTD, validBT, TRAINING);
    }

    @Test
    void wrongSizesAreAllNamed() {
        assertThatThrownBy(() -> new ConformerSettings(15, 4, 0, 6, 1))
                .isInstanceOf(VavlException.class)
                .hasMessage("conformer: width is 15, and must be even and at least 2; "
                        + "attentionHeads is 4, and must divide width 15; "
                        + "feedForwardWidth is 0, and must be at least 1; "
                        + "convolutionKernel is 6, and must be odd and at least 1; "
                        + "dropout is 1.0, and must be at least 0 and less than 1");
        assertThatThrownBy(() -> new Conformer(store.root().child("encoder"), 0, SIZES))
                .isInstanceOf(VavlException.class)
                .hasMessage("encoder has 0 blocks, and must have at least 1");
    }
}
