package org.vavl.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;

class FolderLockTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderIsHeldByOneAtATime() throws IOException {
        Path shared = folder.resolve("a/b");
        try (FolderLock first = FolderLock.take(shared, "lock", "another experiment is made there")) {
            assertThatThrownBy(() -> FolderLock.take(shared, "lock", "another experiment is made there"))
                    .isExactlyInstanceOf(VavlException.class)
                    .hasMessage(shared
                            + " is in use: another experiment is made there; wait for it or name another folder");
            Files.writeString(shared.resolve("result"), "done");
        }
        FolderLock.take(shared, "lock", "").close();
        assertThat(shared.resolve("result")).exists();
    }

    @Test
    void aFolderOfWhichNothingCameIsGoneAgainAndOneThatWasThereStays() {
        Path made = folder.resolve("made");
        FolderLock.take(made, "lock", "").close();
        assertThat(made).doesNotExist();
        FolderLock.take(folder, "lock", "").close();
        assertThat(folder).exists();
    }

    @Test
    void aFileInThePlaceOfTheFolderIsCalledThat() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> FolderLock.take(file, "lock", ""))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessage(file + " cannot be used: a file of that name is there");
    }
}
