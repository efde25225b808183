package org.vavl.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.YamlTree;
import org.vavl.core.weights.SafetensorsFile;

@DisabledOnOs(OS.WINDOWS)
class InputFileTest {
    @TempDir
    private Path folder;

    private Path pipe() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    private static void assertRefused(Path path, String reason, Consumer<Path> reader) {
        assertThatThrownBy(() -> reader.accept(path))
                .isInstanceOf(VavlException.class)
                .hasMessage(path + ": " + reason);
    }

    /** Nobody writes to the pipe, so that whoever opens it waits for ever. */
    @Test
    @Timeout(10)
    void pipesDevicesAndSocketsAreNotOpened() throws IOException, InterruptedException {
        String reason = "is a pipe, a device or a socket, and must be a file";
        Path socket = folder.resolve("socket");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            for (Path path : List.of(pipe(), socket, Path.of("/dev/zero"))) {
                assertRefused(path, reason, InputFile::require);
                assertRefused(path, reason, InputFile::refuseDevice);
                assertRefused(path, reason, YamlTree::read);
                assertRefused(path, reason, SafetensorsFile::open);
            }
        }
    }

    @Test
    void filesAreAndOthersAreCalledWhatTheyAre() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        assertThat(InputFile.require(file)).isEqualTo(file);
        assertRefused(folder, "is a folder, and must be a file", InputFile::require);
        assertRefused(folder.resolve("none"), "no such file", InputFile::require);
        assertThat(InputFile.refuseDevice(folder.resolve("none"))).isEqualTo(folder.resolve("none"));
    }
}
