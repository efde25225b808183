package org.vavl.cli.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.cli.CommandRun;
import org.vavl.learning.corpus.folder.CorpusFolder;

class CorpusExportCommandTest {
    @TempDir
    private Path folder;

    private String place(String name) {
        return folder.resolve(name).toString();
    }

    private String digest(String corpus) {
        try (CorpusFolder opened = CorpusFolder.open(folder.resolve(corpus))) {
            return opened.digest();
        }
    }

    private void importedAgainAfter(String... options) throws IOException {
        String[] made = {"corpus", "import", "synthetic", "--out", place("corpus"), "--option", "speakers=3"};
        assertThat(CommandRun.of(concatenated(made, options)).exitCode()).isZero();
        CommandRun export =
                CommandRun.of("corpus", "export", place("corpus"), "--to", "parquet", "--out", place("out"));
        assertThat(export.exitCode()).as(export.err()).isZero();
        List<String> lines = export.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("45 clips and 80 rows of features in " + place("out"));
        String[] words = unquoted(lines.get(1)); // vavl … --out CORPUS
        CommandRun again = CommandRun.of(
                concatenated(Arrays.copyOfRange(words, 1, words.length - 1), new String[] {place("again")}));
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(digest("again")).isEqualTo(digest("corpus"));
        for (String file : List.of("clips.csv", "corpus.yaml")) {
            assertThat(folder.resolve("again").resolve(file))
                    .hasSameTextualContentAs(folder.resolve("corpus").resolve(file));
        }
    }

    /** The words of a line that has quotes around some. */
    private static String[] unquoted(String line) {
        return Arrays.stream(line.split(" (?=(?:[^']*'[^']*')*[^']*$)"))
                .map(word -> word.replaceAll("^'|'$", ""))
                .toArray(String[]::new);
    }

    private static String[] concatenated(String[] one, String[] other) {
        String[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    @Test
    void theCommandThatIsPrintedMakesTheSameCorpusOfClasses() throws IOException {
        importedAgainAfter();
        assertThat(folder.resolve("out/features/acoustic.parquet")).isNotEmptyFile();
        assertThat(folder.resolve("out/features/visual.parquet")).isNotEmptyFile();
    }

    @Test
    void theCommandThatIsPrintedMakesTheSameCorpusOfAttributes() throws IOException {
        importedAgainAfter("--option", "task=regression");
    }
}
