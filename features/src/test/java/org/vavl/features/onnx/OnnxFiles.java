package org.vavl.features.onnx;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.vavl.features.Image;

/** What {@code tools/fixtures/onnx_fixture.py} makes. */
final class OnnxFiles {
    private OnnxFiles() {}

    static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(OnnxFiles.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static float[] golden(String name) {
        try {
            return new ObjectMapper()
                    .readerFor(float[].class)
                    .readValue(new ObjectMapper()
                            .readTree(file("golden.json").toFile())
                            .required(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The pictures of which the golden values are. */
    static List<Image> pictures(int side) {
        return IntStream.range(0, 2).mapToObj(n -> picture(n, side)).toList();
    }

    private static Image picture(int n, int side) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(side * side * Image.RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                for (int c = 0; c < Image.RGB; c++) {
                    pixels.put((byte) ((x * 7 + y * 13 + c * 50 + n * 31) % 256));
                }
            }
        }
        return new Image(side, side, Image.RGB, pixels.flip());
    }

    static OnnxFaceSettings faces(String output, int side) {
        return OnnxFaceSettings.defaults()
                .withNetwork("tiny", "faces.onnx", output)
                .withSize(side, side);
    }

    static OnnxAcousticSettings sound(double frameRate, double window, double context) {
        return new OnnxAcousticSettings("tiny", "sound.onnx", "", "", 16_000, true, frameRate, window, context);
    }
}
