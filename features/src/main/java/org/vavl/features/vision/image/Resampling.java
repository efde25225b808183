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
        Taps columns = Taps.of(picture.width(), width, smaller);
        Taps rows = Taps.of(picture.height(), height, smaller);
        byte[] values = new byte[width * height * picture.channels()];
        float[] row = new float[picture.width() * picture.channels()];
        for (int y = 0; y < height; y++) {
            rows.mix(picture, y, row);
            columns.writeRow(row, picture.channels(), values, y * width * picture.channels());
        }
        return new PixelArray(width, height, picture.channels(), values);
    }

    /**
     * What each pixel along one side of the result takes from the pixels along that side of the picture.
     *
     * @param first the first pixel that it takes something from
     * @param weights of that pixel and those behind it; their sum is 1
     */
    private record Taps(int[] first, float[][] weights) {
        static Taps of(int from, int to, boolean smaller) {
            int[] first = new int[to];
            float[][] weights = new float[to][];
            double scale = (double) from / to;
            for (int i = 0; i < to; i++) {
                if (smaller) {
                    first[i] = Math.min(from - 1, (int) Math.floor(i * scale + NEARLY));
                    weights[i] = area(first[i], i * scale, Math.min(from, (i + 1) * scale));
                } else {
                    double centre = Math.max(0, Math.min(from - 1, (i + 0.5) * scale - 0.5));
                    first[i] = (int) centre;
                    float share = (float) (centre - first[i]);
                    weights[i] = share > 0 ? new float[] {1 - share, share} : new float[] {1};
                }
            }
            return new Taps(first, weights);
        }

        /** A pixel that is covered by less than this is left out, since only rounding covers it. */
        private static final double NEARLY = 1e-6;

        private static float[] area(int first, double begin, double end) {
            int last = Math.max(first + 1, (int) Math.ceil(end - NEARLY));
            float[] weights = new float[last - first];
            for (int i = 0; i < weights.length; i++) {
                double covered = Math.min(end, first + i + 1) - Math.max(begin, first + i);
                weights[i] = (float) (covered / (end - begin));
            }
            return weights;
        }

        /** One row of the result at the picture's width. */
        void mix(PixelArray picture, int y, float[] row) {
            byte[] values = picture.values();
            float[] shares = weights[y];
            for (int i = 0; i < shares.length; i++) {
                int from = (first[y] + i) * row.length;
                float share = shares[i];
                for (int x = 0; x < row.length; x++) {
                    float value = share * (values[from + x] & 0xFF);
                    row[x] = i == 0 ? value : row[x] + value;
                }
            }
        }

        void writeRow(float[] row, int channels, byte[] target, int at) {
            for (int x = 0; x < first.length; x++) {
                float[] shares = weights[x];
                for (int channel = 0; channel < channels; channel++) {
                    float sum = 0;
                    for (int i = 0; i < shares.length; i++) {
                        sum += shares[i] * row[(first[x] + i) * channels + channel];
                    }
                    target[at + x * channels + channel] = (byte) (sum + 0.5f);
                }
            }
        }
    }
}
