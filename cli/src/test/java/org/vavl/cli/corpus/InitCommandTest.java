package org.vavl.cli.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.cli.CommandRun;
import org.vavl.cli.TestSound;
import org.vavl.core.clip.Task;
import org.vavl.learning.training.run.CorpusDefaults;
import org.vavl.learning.training.run.RunConfiguration;

class InitCommandTest {
    @TempDir
    private Path folder;

    private static CommandRun vavl(Object... arguments) {
        return CommandRun.of(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    private void tones(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(folder.resolve(name).getParent());
            TestSound.tone(folder.resolve(name), 200, 0.2);
        }
    }

    @Test
    void theTableAndTheConfigurationThatItWritesAreOnesToGoOnFrom() throws IOException {
        tones("happy/anna_1.wav", "happy/ben_1.wav", "sad/anna_2.wav", "sad/ben, \"b\"_2.wav");
        CommandRun run = vavl("init", folder, "--speaker", "^([a-z]+)");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("4 recordings, 4 with a label, 4 with a speaker");
        assertThat(Files.readString(folder.resolve("clips.csv"))).isEqualTo("""
                id,speaker,label,media
                happy/anna_1,anna,happy,happy/anna_1.wav
                happy/ben_1,ben,happy,happy/ben_1.wav
                sad/anna_2,anna,sad,sad/anna_2.wav
                "sad/ben, ""b""_2",ben,sad,"sad/ben, ""b""_2.wav"
                """);
        CommandRun imported =
                vavl("corpus", "import", "csv", folder.resolve("clips.csv"), "--out", folder.resolve("corpus"));
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(imported.out()).contains("4 clips, 4 with acoustic");
        RunConfiguration configuration = RunConfiguration.read(
                folder.resolve("experiment.yaml"),
                List.of(),
                corpus -> CorpusDefaults.of(new Task.Classification(List.of("happy", "sad"), false)));
        assertThat(configuration.corpus()).isEqualTo(folder.resolve("corpus").toString());
    }

    @Test
    void namesThatASpreadsheetWouldComputeComeBackAsTheyAre() throws IOException {
        tones("=a_happy.wav", "+b_sad.wav", "'=c_sad.wav");
        assertThat(vavl("init", folder, "--speaker", "([a-c])_").exitCode()).isZero();
        assertThat(Files.readString(folder.resolve("clips.csv")))
                .contains("'=a_happy,a,happy,'=a_happy.wav\n", "''=c_sad,c,sad,''=c_sad.wav\n");
        CommandRun imported =
                vavl("corpus", "import", "csv", folder.resolve("clips.csv"), "--out", folder.resolve("corpus"));
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(imported.out()).contains("3 clips, 3 with acoustic");
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        tones("happy/a.wav");
        Files.writeString(folder.resolve("experiment.yaml"), "mine");
        CommandRun run = vavl("init", folder);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("experiment.yaml exists already, and is not overwritten")
                .hasLineCount(1);
        assertThat(folder.resolve("clips.csv")).doesNotExist();
        assertThat(folder.resolve("experiment.yaml")).hasContent("mine");
        Path out = folder.resolve("study");
        assertThat(vavl("init", folder, "--out", out).exitCode()).isZero();
        assertThat(Files.readString(out.resolve("clips.csv")))
                .as("a table elsewhere has absolute paths")
                .contains("happy/a,,happy," + folder.resolve("happy/a.wav"));
        assertThat(vavl("init", folder, "--out", out).exitCode()).isEqualTo(1);
    }

    @Test
    void namesTellClassesAndSpeakersAsFarAsTheyDo() throws IOException {
        tones("Actor_01/take_angry_1.wav", "Actor_02/take_1.wav");
        CommandRun run = vavl("init", folder);
        assertThat(run.out())
                .contains("2 recordings, 1 with a label, 2 with a speaker")
                .contains("fill in the column label");
        assertThat(Files.readString(folder.resolve("clips.csv")))
                .contains("Actor_01/take_angry_1,Actor_01,angry,")
                .contains("Actor_02/take_1,Actor_02,,");
    }

    @Test
    void corporaThatNeedNoTableAreKnownByTheirNames() throws IOException {
        tones("Actor_12/03-01-06-01-02-01-12.wav");
        assertThat(vavl("init", folder).out()).contains("vavl corpus import ravdess " + folder);
    }

    @Test
    void aFolderWithoutRecordingsIsNamed() {
        CommandRun run = vavl("init", folder);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("has no file with an ending of sound");
        assertThat(vavl("init", folder.resolve("no")).err()).contains("does not exist");
    }
}
