package org.vavl.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.cli.CommandRun;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.storage.NpyFile;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.table.CsvReader;

@Tag("fuzz")
class TableFuzzTest {
    @TempDir
    private Path folder;

    private Path table() throws IOException {
        StringBuilder rows = new StringBuilder("id,speaker,label,value:arousal,partition:own,features:acoustic\n");
        for (int i = 0; i < 6; i++) {
            NpyFile.write(
                    folder.resolve("f" + i + ".npy"),
                    FeatureSequence.allValid(
                            FloatBuffer.wrap(new float[] {i, 1, 2, 3}), 2, 50, new ExtractorId("any", "1")));
            rows.append(String.format(
                    Locale.ROOT,
                    "c%d,s%d,%s,%d.5,%s,f%d.npy\n",
                    i,
                    i % 3,
                    i % 2 == 0 ? "happy" : "sad",
                    i % 4 + 1,
                    i < 4 ? "train" : "test",
                    i));
        }
        return Files.writeString(folder.resolve("clips.csv"), rows);
    }

    @Test
    void everyTableIsReadOrRefused() throws Exception {
        String right = Files.readString(table());
        Path file = folder.resolve("mutated.csv");
        int accepted = Fuzz.run("table", 1_000, random -> {
            Files.writeString(file, Mutation.ofText(right, random));
            CsvReader.rows(file).forEach(row -> row.cell("id"));
        });
        assertThat(accepted).isPositive();
    }

    @Test
    void everyImportOfATableEndsInACorpusOrInWords() throws Exception {
        String right = Files.readString(table());
        Path file = folder.resolve("mutated.csv");
        Fuzz.run("import", 60, random -> {
            Files.writeString(file, Mutation.ofText(right, random));
            Path out = Files.createTempDirectory(folder, "corpus").resolve("corpus");
            CommandRun run = CommandRun.of(
                    "corpus",
                    "import",
                    "csv",
                    file.toString(),
                    "--out",
                    out.toString(),
                    "--option",
                    "frameRates=acoustic=50",
                    "--option",
                    "task=classification");
            assertThat(run.err()).doesNotContain("fault of Vavl").doesNotContain("Exception");
            assertThat(run.exitCode()).as(run.err()).isIn(0, 1, 2);
            assertThat(Files.exists(file)).isTrue();
        });
    }

    @Test
    void everyCorpusFolderIsReadOrRefused() throws Exception {
        Path corpus = folder.resolve("corpus");
        CommandRun made = CommandRun.of(
                "corpus",
                "import",
                "csv",
                table().toString(),
                "--out",
                corpus.toString(),
                "--option",
                "frameRates=acoustic=50",
                "--option",
                "task=classification");
        assertThat(made.exitCode()).as(made.err()).isZero();
        List<Path> texts;
        try (var files = Files.list(corpus)) {
            texts = files.filter(Files::isRegularFile).sorted().toList();
        }
        List<byte[]> right = new ArrayList<>();
        for (Path text : texts) {
            right.add(Files.readAllBytes(text));
        }
        Fuzz.run("corpus", 300, random -> {
            int changed = random.nextInt(texts.size());
            String text = new String(right.get(changed), StandardCharsets.UTF_8);
            Files.writeString(texts.get(changed), Mutation.ofText(text, random));
            try (CorpusFolder opened = CorpusFolder.open(corpus)) {
                opened.clips().forEach(clip -> opened.modalities().forEach(clip::features));
            } finally {
                Files.write(texts.get(changed), right.get(changed));
            }
        });
    }
}
