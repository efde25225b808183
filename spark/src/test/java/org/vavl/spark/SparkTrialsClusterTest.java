package org.vavl.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.learning.experiment.table.TableExperiment;
import org.vavl.learning.experiment.trial.TrialResults;

/** With executors in processes of their own. */
@Tag("slow")
class SparkTrialsClusterTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path home;

    private SparkSession spark;

    @BeforeEach
    void start() throws IOException {
        spark = ClusterSpark.session(home);
    }

    @AfterEach
    void stop() {
        spark.stop();
    }

    /** How many trials are being made. */
    private int underWay() {
        return Arrays.stream(spark.sparkContext().statusTracker().getExecutorInfos())
                .mapToInt(SparkExecutorInfo::numRunningTasks)
                .sum();
    }

    private static List<ProcessHandle> executors() {
        return ProcessHandle.current()
                .children()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .toList();
    }

    @Test
    void whatAnExecutorDiesInIsMadeAgainAndFilesAreThoseOfOneMachine() throws Exception {
        SmallExperiment experiment = new SmallExperiment(folder, """
                  - {label: VAVL, model: {name: vavl, preset: tiny}, training: {epochs: 6}}
                  - {label: MulT, model: {name: mult, preset: tiny}}
                """);
        try (SparkTrials trials = new SparkTrials(spark)) {
            CompletableFuture<TrialResults> made = CompletableFuture.supplyAsync(
                    () -> experiment.run("spark", study -> new TableExperiment(study.sideBySide(trials.execution(4)))));
            for (int i = 0; i < 1200 && underWay() < 2 && !made.isDone(); i++) {
                Thread.sleep(50);
            }
            assertThat(underWay()).isEqualTo(2);
            List<ProcessHandle> running = executors();
            assertThat(running).hasSize(2);
            running.get(0).destroyForcibly();
            TrialResults results = made.get();
            assertThat(results.failed()).isEmpty();
            assertThat(results.done()).hasSize(4);
        }
        experiment.run("alone", TableExperiment::new);
        assertThat(SmallExperiment.files(folder.resolve("spark")))
                .hasSizeGreaterThan(4)
                .isEqualTo(SmallExperiment.files(folder.resolve("alone")));
    }
}
