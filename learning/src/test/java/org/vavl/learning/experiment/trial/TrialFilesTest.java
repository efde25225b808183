package org.vavl.learning.experiment.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;

class TrialFilesTest {
    @TempDir
    private Path folder;

    @Test
    void whatATrialHasLeftArrivesElsewhereWithoutLocksAndPartialFiles() throws IOException {
        Path run = Files.createDirectory(folder.resolve("run"));
        byte[] model = new byte[100_000];
        model[99_999] = 7;
        Files.write(run.resolve("model.safetensors"), model);
        Files.writeString(run.resolve("result.json"), "{}");
        Files.writeString(run.resolve("run.lock"), "x");
        Files.writeString(run.resolve(".model.safetensors.1234.partial"), "x");
        Path target = Files.createDirectory(folder.resolve("target"));
        Files.writeString(target.resolve("result.json"), "old");
        TrialFiles.ofArchive(TrialFiles.read(run).toArchive()).write(target, "result.json");
        assertThat(target).isDirectoryContaining("glob:**/model.safetensors");
        try (var files = Files.list(target)) {
            assertThat(files).hasSize(2);
        }
        assertThat(target.resolve("model.safetensors")).hasBinaryContent(model);
        assertThat(target.resolve("result.json")).hasContent("{}");
    }

    @Test
    void aRunThatIsNotThereHasLeftNothing() {
        assertThat(TrialFiles.read(folder.resolve("none")).contents()).isEmpty();
    }

    @Test
    void anArchiveWhoseFilesWouldLeaveTheFolderIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("../model.safetensors"));
            zip.write(1);
        }
        assertThatThrownBy(() -> TrialFiles.ofArchive(bytes.toByteArray()))
                .isInstanceOf(VavlException.class)
                .hasMessage("a trial's file is called '../model.safetensors', which is no plain name of a file");
        assertThatThrownBy(() -> new TrialFiles(Map.of("a/b", new byte[0]))).isInstanceOf(VavlException.class);
    }
}
