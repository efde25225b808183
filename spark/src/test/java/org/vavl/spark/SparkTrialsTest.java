package org.vavl.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.learning.experiment.embedding.EmbeddingExperiment;
import org.vavl.learning.experiment.masking.MaskingExperiment;
import org.vavl.learning.experiment.splits.SplitCondition;
import org.vavl.learning.experiment.splits.SplitsExperiment;
import org.vavl.learning.experiment.table.AblationExperiment;
import org.vavl.learning.experiment.table.TableExperiment;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.learning.experiment.trial.TrialResults;

@Tag("slow")
class SparkTrialsTest {
    private static final String MODELS = """
              - {label: VAVL, model: {name: vavl, preset: tiny}}
              - {label: Bad, model: {name: mult, preset: tiny}, training: {learningRate: 1e30, gradientClip: 0}}
              - {label: MulT, model: {name: mult, preset: tiny}}
            """;

    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();

    @AfterEach
    void nothingIsLeft() {
        assertThat(LocalSpark.leftovers()).isEmpty();
    }

    private TrialResults table(SmallExperiment experiment, String out) {
        try (SparkTrials trials = new SparkTrials(spark)) {
            return experiment.run(out, study -> new TableExperiment(study.sideBySide(trials.execution(8))));
        }
    }

    @Test
    void filesAreThoseOfOneMachineBitForBitAndFailuresAreNamedAlike() throws IOException {
        SmallExperiment experiment = new SmallExperiment(folder, MODELS);
        TrialResults alone = experiment.run("alone", TableExperiment::new);
        List<String> saidAlone = experiment.said();
        TrialResults made = table(experiment, "spark");
        assertThat(made).isEqualTo(alone);
        assertThat(made.done()).hasSize(4);
        assertThat(made.failed()).hasSize(2).allSatisfy(failure -> assertThat(failure.reason())
                .startsWith("training diverged"));
        assertThat(SmallExperiment.files(folder.resolve("spark")))
                .containsKeys(
                        "runs/mult/trial-2/model.safetensors", "runs/vavl/trial-1/result.json", "table/report.html")
                .isEqualTo(SmallExperiment.files(folder.resolve("alone")));
        assertThat(experiment.said()).hasSize(6).containsExactlyInAnyOrderElementsOf(saidAlone);
    }

    @Test
    void whatIsDoneIsNotDoneAgainWhoeverDidIt() throws IOException {
        SmallExperiment experiment =
                new SmallExperiment(folder, MODELS.lines().findFirst().orElseThrow());
        table(experiment, "out");
        Path model = folder.resolve("out/runs/vavl/trial-1/model.safetensors");
        Object written = Files.getLastModifiedTime(model);
        Files.delete(folder.resolve("out/runs/vavl/trial-2/result.json"));
        experiment.said();
        table(experiment, "out");
        assertThat(experiment.said())
                .hasSize(2)
                .contains("VAVL, trial 1: done before")
                .anyMatch(line -> line.startsWith("VAVL, trial 2: done, "));
        assertThat(Files.getLastModifiedTime(model)).isEqualTo(written);
        experiment.run("out", TableExperiment::new);
        assertThat(experiment.said()).containsExactly("VAVL, trial 1: done before", "VAVL, trial 2: done before");
        experiment.run("alone", MaskingExperiment::new);
        experiment.run("out", MaskingExperiment::new);
        assertThat(SmallExperiment.files(folder.resolve("out/masking")))
                .isNotEmpty()
                .isEqualTo(SmallExperiment.files(folder.resolve("alone/masking")));
    }

    @Test
    void ablationSplitsAndEmbeddingAreThoseOfOneMachine() throws IOException {
        SmallExperiment experiment =
                new SmallExperiment(folder, MODELS.lines().findFirst().orElseThrow());
        Map<String, Function<Study, Experiment>> experiments = Map.of(
                "ablation",
                AblationExperiment::new,
                "splits",
                study -> new SplitsExperiment(
                        study, SplitCondition.named(List.of("random-clips", "speakers-apart")), List.of()),
                "embedding",
                EmbeddingExperiment::new);
        try (SparkTrials trials = new SparkTrials(spark)) {
            for (Map.Entry<String, Function<Study, Experiment>> one : experiments.entrySet()) {
                String alone = one.getKey() + "-alone";
                String onSpark = one.getKey() + "-spark";
                TrialResults expected = experiment.run(alone, one.getValue());
                TrialResults made =
                        experiment.run(onSpark, study -> one.getValue().apply(study.sideBySide(trials.execution(8))));
                assertThat(made).as(one.getKey()).isEqualTo(expected);
                assertThat(made.failed()).isEmpty();
                assertThat(SmallExperiment.files(folder.resolve(onSpark)))
                        .as(one.getKey())
                        .containsKey(one.getKey() + "/report.html")
                        .isEqualTo(SmallExperiment.files(folder.resolve(alone)));
            }
        }
    }

    @Test
    void aCorpusThatAnExecutorHasNotOrHasOtherwiseIsToldInOneLine() throws IOException {
        SmallExperiment experiment =
                new SmallExperiment(folder, MODELS.lines().findFirst().orElseThrow());
        try (SparkTrials trials = new SparkTrials(spark)) {
            TrialResults results = experiment.run("out", study -> {
                // The driver has it open; executors find nothing at its path.
                move(folder.resolve("corpus"), folder.resolve("elsewhere"));
                return new TableExperiment(study.sideBySide(trials.execution(2)));
            });
            assertThat(results.done()).isEmpty();
            assertThat(results.failed()).hasSize(2).allSatisfy(failure -> assertThat(failure.reason())
                    .startsWith("the corpus " + folder.resolve("corpus") + " is not there on ")
                    .endsWith(": all executors must have it at the same path as the driver"));
        }
    }

    private static void move(Path from, Path target) {
        try {
            Files.move(from, target);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
