package org.vavl.features.vision.image;

import org.vavl.features.Image;

/**
 * Pictures at another size: where both sides become smaller each pixel is the mean over the area that it covers, else it is interpolated linearly between the
 * centres of pixels. As OpenCV's {@code resize} with {@code INTER_AREA} and {@code INTER_LINEAR}, up to rounding. Along each side by itself: first over rows, then over columns.
 */
public final class Resampling {
    private Resampling() {}

    /** A picture so many times as large, a pixel at least. */
    public static Image scaled(Image image, double scale) {
        int width = (int) Math.max(1, Math.round(image.width() * scale));
        int height = (int) Math.max(1, Math.round(image.height() * scale));
        return resized(PixelArray.of(image), width, height).toImage();
    }

    /** A picture at another size, in pixels above 0. */
    public static PixelArray resized(PixelArray picture, int width, int height) {
        if (width == picture.width() && height == picture.height()) {
            return picture;
        }
        boolean smaller = width <= picture.width() && height <= picture.height();
        ResamplingWeights columns = ResamplingWeights.of(picture.width(), width, smaller);
        ResamplingWeights rows = ResamplingWeights.of(picture.height(), height, smaller);
        byte[] values = new byte[width * height * picture.channels()];
        float[] row = new float[picture.width() * picture.channels()];
        for (int y = 0; y < height; y++) {
            rows.mix(picture, y, row);
            columns.writeRow(row, picture.channels(), values, y * width * picture.channels());
        }
        return new PixelArray(width, height, picture.channels(), values);
    }
}
