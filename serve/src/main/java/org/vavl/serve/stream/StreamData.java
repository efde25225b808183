package org.vavl.serve.stream;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.vavl.features.Image;
import org.vavl.serve.http.ProblemException;

/**
 * A binary message of a client: a byte that says what it is, 1 for sound and 2 for a picture, seven that are 0, the time in seconds as a little-endian
 * double, then little-endian 16-bit samples or a piece of a WebM file, or a JPEG file.
 */
sealed interface StreamData {
    /** How many bytes stand before the data. */
    int HEADER_BYTES = 16;

    /** The most bytes of a message. */
    int MOST_BYTES = 2 << 20;

    /** When it was recorded, in seconds from the stream's begin. */
    double seconds();

    /** Samples, interleaved. */
    record Sound(double seconds, ShortBuffer samples) implements StreamData {
        /** A copy of the samples. */
        short[] toArray() {
            short[] copy = new short[samples.remaining()];
            samples.duplicate().get(copy);
            return copy;
        }
    }

    /** A piece of a WebM file. */
    record WebmPiece(double seconds, ByteBuffer bytes) implements StreamData {
        /** A copy of the bytes. */
        byte[] toArray() {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return copy;
        }
    }

    /** A picture. */
    record Picture(double seconds, Image image) implements StreamData {}

    /**
     * Reads a message.
     *
     * @param start says what the sound is
     * @throws ProblemException if it is none
     */
    static StreamData read(byte[] bytes, StreamStart start) {
        if (bytes.length <= HEADER_BYTES) {
            throw ProblemException.of(
                    400, "the message has " + bytes.length + " bytes, and must have more than " + HEADER_BYTES);
        }
        ByteBuffer message = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long kind = message.getLong();
        double seconds = message.getDouble();
        if (!(seconds >= 0 && seconds <= 1e7)) {
            throw ProblemException.of(400, "the time is " + seconds + " s, and must be 0 or more");
        }
        if (kind == 1) {
            return start.isWebm()
                    ? new WebmPiece(seconds, message.slice())
                    : sound(seconds, message.slice().order(ByteOrder.LITTLE_ENDIAN), start.channelCount());
        }
        if (kind == 2) {
            return new Picture(seconds, JpegPictures.read(bytes, HEADER_BYTES));
        }
        throw ProblemException.of(
                400, "the message is of the kind " + kind + ", and must be 1, sound, or 2, a picture");
    }

    private static Sound sound(double seconds, ByteBuffer data, int channels) {
        if (data.remaining() % (Short.BYTES * channels) != 0) {
            throw ProblemException.of(
                    400,
                    data.remaining() + " bytes are no whole number of 16-bit samples of " + channels + " channels");
        }
        return new Sound(seconds, data.asShortBuffer());
    }

    /** Pictures as cameras in browsers give them. */
    final class JpegPictures {
        private static final long MOST_PIXELS = 1920L * 1200;
        private static final int SMALLEST_SIDE = 16;

        private JpegPictures() {}

        /** The size is looked at before anything is decoded. */
        static Image read(byte[] bytes, int from) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
            ImageReader reader = readers.next();
            try (ImageInputStream in =
                    new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
                reader.setInput(in, true, true);
                long width = reader.getWidth(0);
                long height = reader.getHeight(0);
                if (width * height > MOST_PIXELS || Math.min(width, height) < SMALLEST_SIDE) {
                    throw ProblemException.of(
                            400,
                            "the picture has " + width + "×" + height + " pixels, and must have at most " + MOST_PIXELS
                                    + " and sides of " + SMALLEST_SIDE + " or more");
                }
                BufferedImage picture = reader.read(0);
                return Image.of(picture);
            } catch (IOException | IllegalArgumentException e) {
                throw ProblemException.of(400, "the picture is no JPEG file that can be read: " + e.getMessage());
            } finally {
                reader.dispose();
            }
        }
    }
}
