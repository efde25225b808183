package org.vavl.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;

class FolderFilesTest {
    @TempDir
    private Path folder;

    @Test
    void linksAreFollowedButNotInACircleAndHiddenFilesPassedOver() throws IOException {
        Path root = Files.createDirectories(folder.resolve("root/b")).getParent();
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        for (Path file :
                new Path[] {root.resolve("b/2"), root.resolve("a"), root.resolve(".hidden"), elsewhere.resolve("x")}) {
            Files.writeString(file, "");
        }
        Files.writeString(Files.createDirectory(root.resolve("__MACOSX")).resolve("a"), "");
        Files.createSymbolicLink(root.resolve("c"), elsewhere);
        Files.createSymbolicLink(root.resolve("b/circle"), root);
        Files.createSymbolicLink(root.resolve("dangling"), folder.resolve("nothing"));
        assertThat(FolderFiles.of(root)).containsExactly(root.resolve("a"), root.resolve("b/2"), root.resolve("c/x"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), root);
        assertThat(FolderFiles.of(link)).as("the folder itself may be a link").contains(link.resolve("a"));
    }

    @Test
    void whatIsNoFolderIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> FolderFiles.of(file))
                .isInstanceOf(VavlException.class)
                .hasMessage(file + " is not a folder");
        assertThatThrownBy(() -> FolderFiles.of(folder.resolve("no"))).hasMessageEndingWith("does not exist");
    }
}
