package org.vavl.features.vision.image;

/** What each pixel along one side of a resized picture takes from the pixels along that side of the picture that it is made of. */
final class ResamplingWeights {
    /** A pixel that is covered by less than this is left out, since only rounding covers it. */
    private static final double NEARLY = 1e-6;

    /** Of each pixel, the first one that it takes something from. */
    private final int[] first;

    /** Of each pixel, the weights of that one and those behind it; their sum is 1. */
    private final float[][] weights;

    private ResamplingWeights(int[] first, float[][] weights) {
        this.first = first;
        this.weights = weights;
    }

    /**
     * Those of one side.
     *
     * @param from pixels along the side of the picture
     * @param to pixels along the side of the resized one
     * @param smaller whether pixels are means over what they cover, or interpolated
     */
    static ResamplingWeights of(int from, int to, boolean smaller) {
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
        return new ResamplingWeights(first, weights);
    }

    private static float[] area(int first, double begin, double end) {
        int last = Math.max(first + 1, (int) Math.ceil(end - NEARLY));
        float[] weights = new float[last - first];
        for (int i = 0; i < weights.length; i++) {
            double covered = Math.min(end, first + i + 1) - Math.max(begin, first + i);
            weights[i] = (float) (covered / (end - begin));
        }
        return weights;
    }

    /** Writes one row of the resized picture, still as wide as the picture. */
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

    /** Makes such a row as narrow or wide as the resized picture, and writes it. */
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
