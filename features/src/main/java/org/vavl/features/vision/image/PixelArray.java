package org.vavl.features.vision.image;

import java.nio.ByteBuffer;
import org.vavl.features.Image;

/**
 * Pixels in Java's memory, where they are quicker to get at one by one than in an {@link Image}: H rows of W pixels of C bytes, from the top left,
 * without gaps. Not copied and not to be changed.
 *
 * @param width W, in pixels
 * @param height H, in pixels
 * @param channels C: 3 for red, green and blue, or 1 for grey; 0 is black, 255 full
 */
@SuppressWarnings("ArrayRecordComponent") // inner loops read it, and nobody compares two
public record PixelArray(int width, int height, int channels, byte[] values) {
    /** Shares of red, green and blue in grey, of 2¹⁵ (ITU-R BT.601), as OpenCV rounds them. */
    private static final int RED = 9798;

    private static final int GREEN = 19235;
    private static final int BLUE = 3735;
    private static final int SHIFT = 15;

    /** Checks that the sizes fit together. */
    public PixelArray {
        if (width < 1 || height < 1 || values.length != (long) width * height * channels) {
            throw new IllegalArgumentException(
                    values.length + " bytes are not " + width + "×" + height + " pixels of " + channels + " channels");
        }
    }

    /** A copy of a picture. */
    public static PixelArray of(Image image) {
        return of(image, new ImageRegion(0, 0, image.width(), image.height()));
    }

    /** A copy of a part of a picture. */
    public static PixelArray of(Image image, ImageRegion region) {
        int rowBytes = region.width() * image.channels();
        byte[] values = new byte[rowBytes * region.height()];
        ByteBuffer pixels = image.pixels();
        for (int y = 0; y < region.height(); y++) {
            int from = ((region.top() + y) * image.width() + region.left()) * image.channels();
            pixels.get(from, values, y * rowBytes, rowBytes);
        }
        return new PixelArray(region.width(), region.height(), image.channels(), values);
    }

    /** The same with another number of channels: grey as people see brightness, or grey in all three channels. */
    public PixelArray withChannels(int wanted) {
        if (wanted == channels) {
            return this;
        }
        byte[] converted = new byte[width * height * wanted];
        for (int i = 0; i < width * height; i++) {
            if (wanted == Image.GREY) {
                converted[i] = grey(values, i * Image.RGB);
            } else {
                int to = i * Image.RGB;
                converted[to] = converted[to + 1] = converted[to + 2] = values[i];
            }
        }
        return new PixelArray(width, height, wanted, converted);
    }

    private static byte grey(byte[] rgb, int at) {
        int sum = (rgb[at] & 0xFF) * RED + (rgb[at + 1] & 0xFF) * GREEN + (rgb[at + 2] & 0xFF) * BLUE;
        return (byte) ((sum + (1 << (SHIFT - 1))) >> SHIFT);
    }

    /** A copy in memory of its size, from that memory's start on. */
    public Image toImage(ByteBuffer target) {
        ByteBuffer all = target.duplicate().clear();
        all.put(values).flip();
        return new Image(width, height, channels, all);
    }

    /** A copy in memory of its own. */
    public Image toImage() {
        return toImage(ByteBuffer.allocateDirect(values.length));
    }
}
