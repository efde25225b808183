package org.vavl.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;

class AtomicFileTest {
    @TempDir
    private Path folder;

    private void onlyFileIs(Path path) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void theTargetIsTheOldOrTheNewAndNothingElseIsLeft() throws IOException {
        Path path = folder.resolve("a.txt");
        AtomicFile.write(path, "old");
        try (AtomicFile file = AtomicFile.create(path)) {
            file.write(ByteBuffer.wrap("new".getBytes(StandardCharsets.UTF_8)), 0);
            assertThat(path).hasContent("old");
        }
        assertThat(path).hasContent("old");
        onlyFileIs(path);
        AtomicFile.write(path, "new");
        assertThat(path).hasContent("new");
        onlyFileIs(path);
    }

    @Test
    void writersOfTheSameFileDoNotMix() throws IOException {
        Path path = folder.resolve("a.txt");
        IntStream.range(0, 50)
                .parallel()
                .forEach(i -> AtomicFile.write(path, ("" + (char) ('a' + i % 26)).repeat(5000)));
        assertThat(Files.readString(path)).matches("(.)\\1{4999}");
        onlyFileIs(path);
    }

    @Test
    void whereNoFileCanBeThereIsAClearError() {
        Path lost = folder.resolve("none").resolve("a.txt");
        assertThatThrownBy(() -> AtomicFile.write(lost, ""))
                .isInstanceOf(VavlException.class)
                .hasMessage(lost + ": cannot be written: its folder does not exist");
        assertThatThrownBy(() -> AtomicFile.write(folder, ""))
                .isInstanceOf(VavlException.class)
                .hasMessage(folder + ": cannot be written, it is a folder");
    }
}
