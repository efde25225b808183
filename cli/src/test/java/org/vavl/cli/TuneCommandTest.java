package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneCommandTest {
    @TempDir
    private Path folder;

    private Path configuration() throws IOException {
        return Files.writeString(folder.resolve("tune.yaml"), """
                corpus: corpus
                trials: 1
                training: {batchSize: 8, threads: 1, precision: float32}
                models:
                  - {label: MulT, model: {name: mult, preset: tiny}}
                  - {label: SFAV, model: {name: sfav, preset: tiny}}
                tuning:
                  candidates: 4
                  epochs: 2
                  rungs: 2
                  reduction: 2
                  ranges:
                    training.learningRate: {type: log-uniform, from: 1e-4, to: 1e-1}
                """);
    }

    private CommandRun tune(Path configuration, String out, String... more) {
        return CommandRun.of(Stream.concat(
                        Stream.of(
                                "tune",
                                configuration.toString(),
                                "--out",
                                folder.resolve(out).toString()),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    private Map<String, Integer> results(String out) throws IOException {
        Map<String, Integer> results = new TreeMap<>();
        Path root = folder.resolve(out);
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(found -> found.toString()
                            .matches(".*(scores.json|model.safetensors|.csv|experiment.yaml|chosen.*yaml)"))
                    .toList()) {
                results.put(root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return results;
    }

    @Test
    @Tag("slow")
    void candidatesSideBySideAreThoseTrainedOneAfterTheOtherAndWhatIsChosenIsReadyToTrain() throws IOException {
        assertThat(SmallStudy.in(folder).importInto(folder.resolve("corpus")).exitCode())
                .isZero();
        CommandRun alone = tune(configuration(), "alone", "--parallel", "1");
        assertThat(alone.exitCode()).as(alone.err()).isZero();
        assertThat(alone.out())
                .contains("MulT, trial 1: candidate ", "SFAV, trial 1: candidate ")
                .contains(folder.resolve("alone/chosen/mult.yaml").toString())
                .contains(folder.resolve("alone/experiment.yaml").toString());
        CommandRun sideBySide = tune(configuration(), "side-by-side", "--parallel", "2");
        assertThat(sideBySide.exitCode()).as(sideBySide.err()).isZero();
        assertThat(results("side-by-side"))
                .containsKeys(
                        "chosen/mult.yaml",
                        "tuning/candidates-sfav.csv",
                        "search/mult/trial-1/candidate-001/scores.json")
                .isEqualTo(results("alone"));
        CommandRun again = tune(configuration(), "alone", "--parallel", "1");
        assertThat(again.err()).contains("done before").doesNotContain("trainings:");
        assertThat(again.out()).isEqualTo(alone.out());
        CommandRun trained = CommandRun.of(
                "train",
                folder.resolve("alone/chosen/sfav.yaml").toString(),
                "--out",
                folder.resolve("run").toString());
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        CommandRun table = CommandRun.of(
                "experiment",
                "table",
                folder.resolve("alone/experiment.yaml").toString(),
                "--out",
                folder.resolve("table").toString(),
                "--parallel",
                "1");
        assertThat(table.exitCode()).as(table.err()).isZero();
    }

    @Test
    void whatIsWrongIsSaidInALineBeforeAnythingIsTrained() throws IOException {
        assertThat(SmallStudy.in(folder).importInto(folder.resolve("corpus")).exitCode())
                .isZero();
        Path configuration = configuration();
        CommandRun range = tune(
                configuration, "out", "--set", "tuning.ranges.training.learningRate={type: uniform, from: 2, to: 1}");
        assertThat(range.exitCode()).isEqualTo(2);
        assertThat(range.err()).contains("from is 2.0 and to is 1.0");
        CommandRun path = tune(
                configuration, "out", "--set", "tuning.ranges.training.learninRate={type: uniform, from: 1, to: 2}");
        assertThat(path.exitCode()).isEqualTo(1);
        assertThat(path.err()).contains("did you mean").contains("learningRate").hasLineCount(1);
        CommandRun none = tune(Files.writeString(folder.resolve("none.yaml"), "corpus: corpus\n"), "out");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("'tuning' is missing").hasLineCount(1);
        CommandRun parallel = tune(configuration, "out", "--parallel", "0");
        assertThat(parallel.exitCode()).isEqualTo(2);
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
