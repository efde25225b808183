package org.vavl.cli.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.cli.CommandRun;
import org.vavl.cli.TestSound;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.file.FolderLock;
import org.vavl.features.storage.FeatureFolder;
import org.vavl.features.storage.NpyFile;
import org.vavl.nn.LibTorch;

class ExtractCommandTest {
    @TempDir
    Path folder;

    private CommandRun extract(Object... arguments) {
        return CommandRun.of(
                Stream.concat(Stream.of("extract"), Stream.of(arguments).map(Object::toString))
                        .toArray(String[]::new));
    }

    @Test
    void everyFileOfAFolderBecomesAnArray() throws IOException {
        Path media = Files.createDirectories(folder.resolve("media/one"));
        TestSound.tone(media.resolve("a.wav"), 200, 1);
        TestSound.tone(folder.resolve("media/b.c.WAV"), 300, 0.5);
        Files.writeString(media.resolve("notes.txt"), "no sound");
        Path out = folder.resolve("features");
        CommandRun run = extract(folder.resolve("media"), "--out", out, "--acoustic", "logMel.bands=10");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        FeatureFolder features = FeatureFolder.read(out).orElseThrow();
        assertThat(features.columns()).hasSize(13).startsWith("mel-0");
        FeatureSequence sequence = NpyFile.read(out.resolve("one/a.npy"), features.frameRate(), features.extractor());
        assertThat(sequence.width()).isEqualTo(13);
        assertThat(sequence.frames()).isEqualTo(49);
        assertThat(out.resolve("b.c.npy")).exists();
        assertThat(extract(folder.resolve("media"), "--out", out, "--acoustic", "logMel.bands=10")
                        .exitCode())
                .isZero();
    }

    @Test
    void aBadFileDoesNotStopTheOthers() throws IOException {
        Path good = TestSound.tone(folder.resolve("good.wav"), 200, 1);
        Path bad = Files.writeString(folder.resolve("bad.wav"), "no sound");
        Path none = folder.resolve("none.wav");
        Path out = folder.resolve("features");
        CommandRun run = extract(bad, none, good, "--out", out);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("vavl: " + bad + ": "))
                .anyMatch(line -> line.startsWith("vavl: " + none))
                .last()
                .isEqualTo("vavl: 2 of 3 failed");
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("good.npy", "features.json");
        }
    }

    /** Whisper's built-in blocks would run there, and there is no card; the others run nowhere but on the CPU. */
    @Test
    void aDeviceThatNothingRunsOnIsRefusedAndOneThatIsNotThereIsNamed() throws IOException {
        LibTorch.load();
        assumeFalse(torch.cuda_is_available());
        Path sound = TestSound.tone(folder.resolve("a.wav"), 200, 1);
        Path out = folder.resolve("features");
        CommandRun unused = extract(sound, "--out", out, "--device", "cuda:0");
        assertThat(unused.exitCode()).isEqualTo(2);
        assertThat(unused.err())
                .startsWith("vavl: --device is cuda:0, and what is extracted here runs on the CPU alone");
        CommandRun missing = extract(sound, "--out", out, "--acoustic", "whisper", "--device", "cuda:0");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err())
                .startsWith("vavl: device 'cuda:0' is not there")
                .hasLineCount(1);
        CommandRun same = extract(sound, "--out", out, "--device", "cpu");
        assertThat(same.exitCode()).as(same.err()).isZero();
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeAnythingIsWritten() throws IOException {
        Path first = TestSound.tone(Files.createDirectories(folder.resolve("1")).resolve("a.wav"), 200, 1);
        Path second =
                TestSound.tone(Files.createDirectories(folder.resolve("2")).resolve("a.wav"), 200, 1);
        Path out = folder.resolve("features");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        for (CommandRun run : List.of(extract(first, second, "--out", out), extract(empty, "--out", out))) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).startsWith("vavl: ").hasLineCount(1);
            assertThat(out).doesNotExist();
        }
        for (String wrong : List.of("deltas=3", "logMel.band=3")) {
            CommandRun run = extract(first, "--out", out, "--acoustic", wrong);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("vavl: ").hasLineCount(1);
            assertThat(out).doesNotExist();
        }
        assertThat(extract(first, "--out", first).err()).hasLineCount(1).contains("is no folder");
        assertThat(extract("--out", out).exitCode()).isEqualTo(2);
    }

    @Test
    void twoExtractionsDoNotWriteIntoOneFolderAtATime() throws IOException {
        Path sound = TestSound.tone(folder.resolve("a.wav"), 200, 1);
        Path out = folder.resolve("features");
        try (FolderLock other = FolderLock.take(out, ".vavl-extract.lock", "")) {
            CommandRun run = extract(sound, "--out", out);
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains(out + " is in use: another extraction writes there")
                    .hasLineCount(1);
        }
        assertThat(extract(sound, "--out", out).exitCode()).isZero();
    }

    @Test
    void featuresOfDifferentSettingsDoNotMeetInAFolder() throws IOException {
        Path sound = TestSound.tone(folder.resolve("a.wav"), 200, 1);
        Path out = folder.resolve("features");
        assertThat(extract(sound, "--out", out).exitCode()).isZero();
        CommandRun other = extract(sound, "--out", out, "--acoustic", "deltas=1");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("name another folder").hasLineCount(1);
        Files.writeString(out.resolve(FeatureFolder.FILE), "{\"extractor\": 5}");
        assertThat(extract(sound, "--out", out).err())
                .contains("must say extractor")
                .hasLineCount(1);
    }
}
