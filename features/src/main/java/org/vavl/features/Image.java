package org.vavl.features;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;

/**
 * A picture in memory: H rows of W pixels of C bytes, from the top left, without gaps.
 *
 * @param width W, in pixels
 * @param height H, in pixels
 * @param channels C: 3 for red, green and blue, or 1 for grey; 0 is black, 255 full
 * @param pixels H·W·C bytes from its position on; a direct buffer, so that native code can use it where it is. Not copied and not to
 *     be changed
 */
public record Image(int width, int height, int channels, ByteBuffer pixels) {
    /** The channels of a colour picture. */
    public static final int RGB = 3;

    /** The channels of a greyscale image. */
    public static final int GREY = 1;

    /** Checks that the sizes fit together. */
    public Image {
        pixels = pixels.slice().asReadOnlyBuffer();
        if (width < 1 || height < 1 || (channels != RGB && channels != GREY)) {
            throw new IllegalArgumentException(width + "×" + height + " pixels of " + channels
                    + " channels: must be above 0, and 1 or 3 channels");
        }
        if (!pixels.isDirect() || pixels.remaining() != (long) width * height * channels) {
            throw new IllegalArgumentException(pixels.remaining() + " bytes, direct: " + pixels.isDirect()
                    + ", are not the pixels of a picture of " + width + "×" + height + "×" + channels
                    + " in a direct buffer");
        }
    }

    /** A copy of a picture of Java's, in colour; what is transparent is black. */
    public static Image of(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] row = new int[width];
        ByteBuffer pixels = ByteBuffer.allocateDirect(Math.multiplyExact(Math.multiplyExact(width, height), RGB));
        BufferedImage opaque = new BufferedImage(width, 1, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            Graphics2D graphics = opaque.createGraphics();
            graphics.setBackground(Color.BLACK);
            graphics.clearRect(0, 0, width, 1);
            graphics.drawImage(picture, 0, -y, null);
            graphics.dispose();
            opaque.getRGB(0, 0, width, 1, row, 0, width);
            for (int rgb : row) {
                pixels.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
            }
        }
        return new Image(width, height, RGB, pixels.flip());
    }

    /**
     * A copy of bytes.
     *
     * @param pixels H·W·C, from the top left, without gaps
     */
    public static Image of(int width, int height, int channels, byte[] pixels) {
        ByteBuffer direct = ByteBuffer.allocateDirect(pixels.length);
        direct.put(pixels).flip();
        return new Image(width, height, channels, direct);
    }

    /** The bytes, from position 0 on; the buffer is the caller's own, and read-only. */
    @Override
    public ByteBuffer pixels() {
        return pixels.duplicate();
    }

    /** One pixel's channel, 0 to 255. */
    public int value(int x, int y, int channel) {
        return pixels.get((y * width + x) * channels + channel) & 0xFF;
    }
}
