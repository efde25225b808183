package org.vavl.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.learning.metrics.TaskMetrics;
import org.vavl.learning.training.loss.ConcordanceLoss;
import org.vavl.learning.training.loss.CrossEntropyLoss;
import org.vavl.learning.training.loss.LossSettings;
import org.vavl.learning.training.loss.MeanAbsoluteErrorLoss;
import org.vavl.nn.LibTorch;

class LossTest {
    private static final Task.Classification CLASSES = new Task.Classification(List.of("a", "b", "c"), true);
    private static final Task.Regression ATTRIBUTES =
            new Task.Regression(List.of(new Task.Attribute("arousal", 1, 5), new Task.Attribute("valence", -3, 3)));

    @BeforeAll
    static void load() {
        LibTorch.load();
    }

    private static Tensor tensor(int width, float... values) {
        return torch.tensor(values).reshape(-1, width);
    }

    @Test
    void crossEntropyOfSoftTargetsIsEquation2() {
        try (PointerScope scope = new PointerScope()) {
            Tensor logits = tensor(3, 1f, 2f, 0.5f, -1f, 0f, 3f);
            Tensor targets = tensor(3, 0.2f, 0.5f, 0.3f, 0f, 0f, 1f);
            double expected = 0;
            double[][] z = {{1, 2, 0.5}, {-1, 0, 3}};
            double[][] y = {{0.2, 0.5, 0.3}, {0, 0, 1}};
            for (int n = 0; n < 2; n++) {
                double norm = Math.log(Math.exp(z[n][0]) + Math.exp(z[n][1]) + Math.exp(z[n][2]));
                for (int c = 0; c < 3; c++) {
                    expected -= y[n][c] * (z[n][c] - norm) / 2;
                }
            }
            assertThat(new CrossEntropyLoss(0, 2).of(logits, targets).item_double())
                    .isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void smoothedCrossEntropyIsThatOfLibTorch() {
        try (PointerScope scope = new PointerScope()) {
            LibTorch.seed(4);
            Tensor logits = torch.randn(7, 3);
            Tensor classes = torch.tensor(new long[] {0, 1, 2, 0, 1, 2, 1});
            Tensor reference =
                    torch.cross_entropy_loss(logits, classes, new org.bytedeco.pytorch.TensorOptional(), 1, -100, 0.1);
            Tensor targets = torch.one_hot(classes, 3).to(torch.ScalarType.Float);
            assertThat(new CrossEntropyLoss(0.1, 2).of(logits, targets).item_double())
                    .isCloseTo(reference.item_double(), within(1e-6));
        }
    }

    @Test
    void theConcordanceLossIsOneMinusTheMetricOfEachAttribute() {
        try (PointerScope scope = new PointerScope()) {
            Tensor outputs = tensor(2, 0.1f, -0.5f, 0.8f, 0.3f, -0.9f, 0.2f, 0.4f, 1.1f);
            Tensor targets = tensor(2, 2f, -1f, 5f, 1f, 1.5f, 0f, 3f, 2.5f);
            float[][] answers = rows(outputs);
            for (float[] answer : answers) {
                answer[0] = 3 + 2 * answer[0];
                answer[1] = 3 * answer[1];
            }
            double ccc = TaskMetrics.of(ATTRIBUTES, rows(targets), answers).value("ccc");
            assertThat(new ConcordanceLoss(ATTRIBUTES, 1).of(outputs, targets).item_double())
                    .isCloseTo(2 * (1 - ccc), within(1e-5));
        }
    }

    private static float[][] rows(Tensor tensor) {
        float[][] rows = new float[(int) tensor.size(0)][(int) tensor.size(1)];
        for (int n = 0; n < rows.length; n++) {
            for (int c = 0; c < rows[n].length; c++) {
                rows[n][c] = tensor.select(0, n).select(0, c).item_float();
            }
        }
        return rows;
    }

    @Test
    void theConcordanceOfASingleClipHasALossAndAGradient() {
        try (PointerScope scope = new PointerScope()) {
            Tensor outputs = tensor(2, 0.1f, -0.5f).requires_grad_(true);
            Tensor loss = new ConcordanceLoss(ATTRIBUTES, 1).of(outputs, tensor(2, 2f, -1f));
            Tensor gradient = torch.grad(new TensorVector(loss), new TensorVector(outputs))
                    .get(0);
            assertThat(Double.isFinite(loss.item_double())).isTrue();
            assertThat(gradient.isfinite().all().item_bool()).isTrue();
        }
    }

    @Test
    void theAbsoluteErrorIsInTheUnitsOfTheAttributes() {
        try (PointerScope scope = new PointerScope()) {
            Tensor outputs = tensor(2, 0f, 1f);
            Tensor targets = tensor(2, 4f, 0f);
            assertThat(new MeanAbsoluteErrorLoss(ATTRIBUTES, 1)
                            .of(outputs, targets)
                            .item_double())
                    .isCloseTo((1 + 3) / 2.0, within(1e-6));
        }
    }

    @Test
    void aLossThatDoesNotFitTheTaskIsRefused() {
        LossSettings ccc = new LossSettings(LossSettings.Kind.CCC, 1, 0);
        assertThatThrownBy(() -> ccc.forTask(CLASSES))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("loss");
        assertThat(LossSettings.defaultsFor(CLASSES).forTask(CLASSES).reconstructionWeight())
                .isEqualTo(2);
        assertThat(LossSettings.defaultsFor(ATTRIBUTES).forTask(ATTRIBUTES).reconstructionWeight())
                .isEqualTo(1);
    }
}
