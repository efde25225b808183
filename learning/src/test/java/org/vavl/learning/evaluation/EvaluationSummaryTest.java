package org.vavl.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.clip.Task;
import org.vavl.learning.metrics.TaskMetrics;

class EvaluationSummaryTest {
    private static final Task TASK = new Task.Classification(List.of("angry", "sad"), false);

    @TempDir
    private Path folder;

    @Test
    void meanAndSampleDeviationAreOverTheEvaluations() {
        EvaluationSummary summary = summary();
        EvaluationSummary.Spread accuracy = summary.heads().get(0).spread("accuracy");
        assertThat(accuracy.values()).containsExactly(1.0, 0.5, 0.75);
        assertThat(accuracy.mean()).isCloseTo(0.75, within(1e-12));
        assertThat(accuracy.standardDeviation().getAsDouble()).isCloseTo(0.25, within(1e-12));
        assertThat(summary.pooledConfusion().total()).isEqualTo(12);
        assertThat(summary.pooledConfusion().accuracy()).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void aHeadCountsTheEvaluationsInWhichItApplied() {
        EvaluationSummary summary = summary();
        assertThat(summary.heads())
                .extracting(EvaluationSummary.Head::name, EvaluationSummary.Head::evaluations)
                .containsExactly(tuple("acoustic", 3), tuple("visual", 1), tuple("answer", 3));
        assertThat(summary.heads().get(1).spread("accuracy").standardDeviation())
                .isEmpty();
    }

    @Test
    void theTableHasMeansAndDeviations() {
        assertThat(EvaluationText.table(summary()).lines().toList()).satisfies(lines -> {
            assertThat(lines.get(0)).isEqualTo("tiny on ravdess, test: mean ± standard deviation over 3 evaluations");
            assertThat(lines.get(2)).startsWith("head      evaluations       accuracy");
            assertThat(lines.get(3)).startsWith("acoustic            3  0.750 ± 0.250");
            assertThat(lines.get(4)).startsWith("visual              1          1.000");
        });
    }

    @Test
    void theFileHasEveryValue() throws IOException {
        EvaluationFiles.write(folder.resolve("new"), summary());
        assertThat(Files.readString(folder.resolve("new").resolve(EvaluationFiles.SUMMARY)))
                .containsSubsequence(
                        "\"evaluations\" : 3",
                        "\"head\" : \"acoustic\"",
                        "\"mean\" : 0.75",
                        "\"standardDeviation\" : 0.25",
                        "\"values\" : [ 1.0, 0.5, 0.75 ]",
                        "\"standardDeviation\" : null");
    }

    @Test
    void evaluationsOfOtherKindsAreNotTakenTogether() {
        Evaluation first = evaluation("tiny", TaskMetrics.of(TASK, rows(4, 0), rows(4, 0)));
        Evaluation other = evaluation("small", first.answer());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EvaluationSummary(List.of(first, other)))
                .withMessageContainingAll("tiny", "small");
        assertThatIllegalArgumentException().isThrownBy(() -> new EvaluationSummary(List.of()));
    }

    private static EvaluationSummary summary() {
        Evaluation first = evaluation("tiny", TaskMetrics.of(TASK, rows(4, 2), rows(4, 2)));
        TaskMetrics visual = first.answer();
        Evaluation withVisual = new Evaluation(
                first.subject(),
                first.clipsByModalities(),
                List.of(first.heads().get(0), new HeadEvaluation("visual", visual)),
                visual,
                List.of());
        return new EvaluationSummary(List.of(
                withVisual,
                evaluation("tiny", TaskMetrics.of(TASK, rows(4, 2), rows(4, 0))),
                evaluation("tiny", TaskMetrics.of(TASK, rows(4, 2), rows(4, 1)))));
    }

    private static Evaluation evaluation(String model, TaskMetrics metrics) {
        return new Evaluation(
                new Evaluation.Subject(model, "ravdess", "test", Map.of()),
                Map.of("acoustic", metrics.clips()),
                List.of(new HeadEvaluation("acoustic", metrics)),
                metrics,
                List.of());
    }

    /** Clips of which the first ones are of the first class. */
    private static float[][] rows(int clips, int ofFirst) {
        float[][] rows = new float[clips][2];
        for (int i = 0; i < clips; i++) {
            rows[i][i < ofFirst ? 0 : 1] = 1;
        }
        return rows;
    }
}
