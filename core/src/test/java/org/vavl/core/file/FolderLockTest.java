package org.vavl.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
        assertThat(shared).isDirectoryContaining(file -> file.endsWith("result"));
        assertThat(shared.resolve("lock")).doesNotExist();
    }

    @Test
    void aFolderOfWhichNothingCameIsGoneAgainAndOneThatWasThereStays() {
        Path made = folder.resolve("made");
        FolderLock.take(made, "lock", "").close();
        assertThat(made).doesNotExist();
        FolderLock.take(folder, "lock", "").close();
        assertThat(folder).exists();
    }

    /** Whoever waits for the lock opens its file before it is removed, and must not take the one that is no longer there for the lock. */
    @Test
    void manyThatTakeItInTurnNeverHaveItTwice() throws InterruptedException {
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger held = new AtomicInteger();
        AtomicInteger twice = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int n = 0; n < 50; n++) {
                    try (FolderLock lock = FolderLock.take(folder, "lock", "")) {
                        twice.addAndGet(holders.incrementAndGet() > 1 ? 1 : 0);
                        held.incrementAndGet();
                        holders.decrementAndGet();
                    } catch (VavlException e) {
                        Thread.onSpinWait();
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(held.get()).isPositive();
        assertThat(twice.get()).isZero();
    }

    @Test
    void aFileInThePlaceOfTheFolderIsCalledThat() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> FolderLock.take(file, "lock", ""))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessage(file + " cannot be used: a file of that name is there");
    }
}
