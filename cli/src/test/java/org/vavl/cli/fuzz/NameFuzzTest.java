package org.vavl.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.learning.corpus.folder.FolderPaths;

@Tag("fuzz")
class NameFuzzTest {
    @TempDir
    private Path outside;

    @Test
    void noPathFromAFileLeavesItsFolder() throws Exception {
        Path folder = Files.createDirectories(outside.resolve("corpus/inner"));
        Files.createSymbolicLink(folder.resolve("link"), outside);
        int accepted = Fuzz.run("path", 5_000, random -> {
            StringBuilder path = new StringBuilder();
            for (int parts = random.nextInt(5); parts >= 0; parts--) {
                path.append(random.nextInt(3) == 0 ? Mutation.some(random) : random.nextBoolean() ? "a" : "link");
                path.append(random.nextInt(5) == 0 ? "" : "/");
            }
            Path resolved = FolderPaths.resolve(folder, path.toString());
            assertThat(resolved.normalize().startsWith(folder))
                    .as(path.toString())
                    .isTrue();
            if (Files.exists(resolved)) {
                assertThat(resolved.toRealPath()).startsWith(folder.toRealPath());
            }
        });
        assertThat(accepted).isPositive();
    }
}
