package org.vavl.audio.wav2vec2;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.vavl.nn.VavlException;

/** Room for a clip's features: in memory if they are few, otherwise in a temporary file that has no name any more. */
final class ResultBuffer {
    private static final long MOST_IN_MEMORY = 1 << 24;

    private ResultBuffer() {}

    /**
     * Makes room.
     *
     * @param media what the features are of, for the message
     * @throws VavlException if there are 2 GiB of values or more, or no file can be made
     */
    static FloatBuffer allocate(long values, Path media) {
        if (values <= MOST_IN_MEMORY) {
            return FloatBuffer.allocate((int) values);
        }
        if (values > Integer.MAX_VALUE / Float.BYTES) {
            throw new VavlException(media + ": its features would be " + values + " values, and may be at most "
                    + Integer.MAX_VALUE / Float.BYTES + ": cut the recording");
        }
        try {
            Path file = Files.createTempFile("vavl-", ".features");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                return channel.map(MapMode.READ_WRITE, 0, values * Float.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
            } finally {
                remove(file);
            }
        } catch (IOException e) {
            throw new VavlException("no temporary file can be made for features: " + e.getMessage(), e);
        }
    }

    /** Windows keeps a file as long as it is mapped. */
    private static void remove(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
