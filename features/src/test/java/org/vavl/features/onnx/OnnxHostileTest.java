package org.vavl.features.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;

class OnnxHostileTest {
    @TempDir
    private Path folder;

    @Test
    void refusesANetworkThatReadsOtherFiles() {
        assertThatThrownBy(() -> OnnxNetwork.load(OnnxFiles.file("external.onnx"), "", ""))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining("keeps weights in other files");
    }

    @Test
    void refusesWhatIsNoNetwork() throws IOException {
        Path path = folder.resolve("a.onnx");
        assertThatThrownBy(() -> OnnxNetwork.load(path, "", "")).hasMessageContaining("no such file");
        for (byte[] content :
                new byte[][] {{}, "not a network at all".getBytes(StandardCharsets.US_ASCII), new byte[1000]}) {
            Files.write(path, content);
            assertThatThrownBy(() -> OnnxNetwork.load(path, "", ""))
                    .isExactlyInstanceOf(VavlException.class)
                    .hasMessageContaining("a.onnx");
        }
    }

    @Test
    void whatIsCutOffOrDamagedIsReadOrRefused() throws IOException {
        byte[] whole = Files.readAllBytes(OnnxFiles.file("faces.onnx"));
        Path path = folder.resolve("a.onnx");
        for (int length = 0; length < whole.length; length += 29) {
            tryToLoad(Files.write(path, Arrays.copyOf(whole, length)));
        }
        Random random = new Random(1);
        for (int i = 0; i < 150; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] = (byte) random.nextInt();
            tryToLoad(Files.write(path, damaged));
        }
    }

    private static void tryToLoad(Path path) {
        try (OnnxFaceExtractor extractor = new OnnxFaceExtractor(path, OnnxFiles.faces("before-classifier", 12))) {
            assertThat(extractor.width()).isPositive();
        } catch (VavlException e) {
            assertThat(e.getMessage()).doesNotContain("\n").contains("a.onnx");
        }
    }
}
