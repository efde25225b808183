package org.vavl.cli.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.cli.CommandRun;
import org.vavl.cli.SmallStudy;

class CorpusPairCommandTest {
    @TempDir
    private static Path folder;

    private static Path configuration;

    private static CommandRun pair(String out, String... more) {
        String[] arguments = {
            "corpus",
            "pair",
            configuration.toString(),
            "--out",
            folder.resolve(out).toString()
        };
        return CommandRun.of(Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new));
    }

    /** One corpus as both sides: six speakers, of each four recordings, of which three have a face. */
    @BeforeAll
    static void importCorpus() throws IOException {
        Path corpus = folder.resolve("corpus");
        assertThat(SmallStudy.in(folder).importInto(corpus).exitCode()).isZero();
        configuration = Files.writeString(folder.resolve("pairs.yaml"), String.format(Locale.ROOT, """
                acoustic: {corpus: %1$s, split: {type: folds, folds: 3, fold: 1, development: 0.3, seed: 1}}
                visual: {corpus: %1$s, split: {type: folds, folds: 3, fold: 1, development: 0.3, seed: 1}}
                alone: 0
                """, corpus));
    }

    @Test
    void everyRecordingGetsAFace() {
        CommandRun made = pair("pairs");
        assertThat(made.err()).isEmpty();
        assertThat(made.out()).contains("24 clips").contains("partition paired");
        CommandRun inspected =
                CommandRun.of("corpus", "inspect", folder.resolve("pairs").toString(), "--format", "json");
        assertThat(inspected.out()).contains("\"clips\" : 24").contains("paired");
    }

    @Test
    void aSettingOfTheCommandLineCounts() {
        assertThat(pair("more", "--set", "alone=0.5").out()).contains("30 clips");
    }

    @Test
    void whatCannotBePairedIsToldInOneLineAndLeavesNothing() {
        List<String> ofTheCorpora = List.of("visual.corpus=nowhere", "partitions=[none]");
        for (String setting : new String[] {
            "alone=-1", "alnoe=1", "visual.corpus=nowhere", "acoustic.split.fold=4", "partitions=[none]"
        }) {
            CommandRun failed = pair("none", "--set", setting);
            assertThat(failed.exitCode()).as(setting).isEqualTo(ofTheCorpora.contains(setting) ? 1 : 2);
            assertThat(failed.err().lines()).as(failed.err()).hasSize(1);
            assertThat(folder.resolve("none")).doesNotExist();
        }
    }

    @Test
    void aFolderThatIsThereIsNotTouched() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("mine")).resolve("note.txt"), "mine");
        assertThat(pair("mine").exitCode()).isEqualTo(1);
        assertThat(folder.resolve("mine/note.txt")).hasContent("mine");
    }
}
