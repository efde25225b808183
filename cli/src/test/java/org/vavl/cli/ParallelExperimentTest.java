package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.file.FolderLock;

@Tag("slow")
class ParallelExperimentTest {
    /** Experiments are made beside each other, of one corpus and one configuration. */
    @TempDir
    private static Path folder;

    private static Path configuration;
    private static CommandRun alone;

    @BeforeAll
    static void makeOneTrialAfterTheOther() throws IOException {
        assertThat(SmallStudy.in(folder).importInto(folder.resolve("corpus")).exitCode())
                .isZero();
        configuration = Files.writeString(folder.resolve("table.yaml"), """
                corpus: corpus
                trials: 2
                training: {epochs: 2, batchSize: 4, threads: 1, precision: float32}
                models:
                  - {label: MulT, model: {name: mult, preset: tiny}}
                  - {label: Bad, model: {name: mult, preset: tiny}, training: {learningRate: 1e30, gradientClip: 0}}
                  - {label: SFAV, model: {name: sfav, preset: tiny}}
                """);
        alone = table(configuration, "alone", "1");
    }

    private static CommandRun table(Path configuration, String out, String parallel, String... more) {
        String[] words = {
            "experiment",
            "table",
            configuration.toString(),
            "--out",
            folder.resolve(out).toString(),
            "--parallel",
            parallel
        };
        return CommandRun.of(Stream.of(words, more).flatMap(Arrays::stream).toArray(String[]::new));
    }

    /** Digests of what is left behind that must not depend on how it was made. */
    private static Map<String, Integer> results(String out) throws IOException {
        Map<String, Integer> results = new TreeMap<>();
        Path root = folder.resolve(out);
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(found -> found.toString().matches(".*(result.json|model.safetensors|.csv)"))
                    .toList()) {
                results.put(root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return results;
    }

    @Test
    void trialsSideBySideAreThoseMadeOneAfterTheOtherBitForBit() throws IOException {
        CommandRun sideBySide = table(configuration, "side-by-side", "2");
        assertThat(sideBySide.exitCode()).as(sideBySide.err()).isEqualTo(1).isEqualTo(alone.exitCode());
        assertThat(sideBySide.out()).startsWith("4 trials done, 2 failed");
        assertThat(sideBySide.err()).contains("Bad, trial 2 failed: training diverged");
        assertThat(results("side-by-side"))
                .containsKeys(
                        "runs/mult/trial-2/model.safetensors", "runs/sfav/trial-1/result.json", "table/trials.csv")
                .isEqualTo(results("alone"));
        CommandRun again = table(configuration, "side-by-side", "2");
        assertThat(again.err()).contains("SFAV, trial 2: done before").doesNotContain("MulT, trial 1: done, ");
        CommandRun one = table(configuration, "side-by-side", "2", "--network", "SFAV");
        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(one.out()).startsWith("2 trials done, 0 failed");
        assertThat(folder.resolve("side-by-side/table/report.md"))
                .content()
                .contains("SFAV")
                .doesNotContain("MulT");
        CommandRun none = table(configuration, "side-by-side", "2", "--network", "VALV");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err())
                .contains("there is no network called 'VALV'; there are MulT, Bad, SFAV")
                .hasLineCount(1);
    }

    /** The command is made for the report's folder; here its file and its output are named from elsewhere. */
    @Test
    void theCommandOnThePageRepeatsTheExperiment() throws IOException {
        Path report = folder.resolve("alone/table");
        Matcher command = Pattern.compile("<pre class=\"command\">vavl ([^<]*)</pre>")
                .matcher(Files.readString(report.resolve("report.html")));
        assertThat(command.find()).isTrue();
        assertThat(command.group(1)).contains("experiment.yaml").endsWith(" --out repeated");
        String[] words = Stream.of(command.group(1).split(" "))
                .map(word ->
                        word.equals("experiment.yaml") ? report.resolve(word).toString() : word)
                .map(word -> word.equals("repeated") ? folder.resolve(word).toString() : word)
                .toArray(String[]::new);
        CommandRun repeated = CommandRun.of(words);
        assertThat(repeated.exitCode()).as(repeated.err()).isEqualTo(alone.exitCode());
        assertThat(results("repeated")).isEqualTo(results("alone")).isNotEmpty();
        assertThat(folder.resolve("repeated/table/report.tex")).hasSameTextualContentAs(report.resolve("report.tex"));
    }

    @Test
    void twoExperimentsAreNotMadeInOneFolderAtATime() throws IOException {
        try (FolderLock other = FolderLock.take(folder.resolve("shared"), "experiment.lock", "")) {
            CommandRun run = table(configuration, "shared", "1");
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains("shared is in use: another experiment is made there")
                    .hasLineCount(1);
        }
    }

    @Test
    void aNumberThatMakesNoSenseIsWrongUse() throws IOException {
        CommandRun run = table(folder.resolve("none.yaml"), "out", "0");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--parallel is 0, and must be from 1 to 256");
    }
}
