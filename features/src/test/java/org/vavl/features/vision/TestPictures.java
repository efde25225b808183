package org.vavl.features.vision;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.IntBinaryOperator;
import org.vavl.features.Image;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.VideoReader;

/** Pictures and clips for tests. */
public final class TestPictures {
    private TestPictures() {}

    /** A file of this package, as seen from any module's folder. */
    public static Path resource(String name) {
        return Path.of("../features/src/test/resources/org/vavl/features/vision", name)
                .toAbsolutePath()
                .normalize();
    }

    /** One of a file's pictures. */
    public static Image picture(Path path, int index) throws IOException {
        try (VideoReader reader = VideoReader.open(path, MediaLimits.defaults()).orElseThrow()) {
            for (int i = 0; i <= index; i++) {
                if (!reader.next()) {
                    throw new IOException(path + " has no picture " + index);
                }
            }
            return reader.image();
        }
    }

    /** A grey-valued RGB picture from a function of x and y. */
    public static Image of(int width, int height, int channels, IntBinaryOperator value) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(width * height * channels);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    pixels.put((byte) value.applyAsInt(x, y));
                }
            }
        }
        return new Image(width, height, channels, pixels.flip());
    }
}
