package org.vavl.features.audio;

import java.util.Arrays;
import java.util.BitSet;

/** T frames of D values, and the steps from one kind of frames to another. Its values are not to be changed. */
public final class FrameMatrix {
    private static final int DELTA_REACH = 2;

    private final float[] values;
    private final int width;

    /**
     * Frames that have their values in an array.
     *
     * @param values T·D values, frame after frame; not copied
     * @param width D, at least 1
     */
    public FrameMatrix(float[] values, int width) {
        if (width < 1 || values.length % width != 0) {
            throw new IllegalArgumentException(values.length + " values are not whole frames of width " + width);
        }
        this.values = values;
        this.width = width;
    }

    /** The T·D values, frame after frame; not a copy. */
    public float[] values() {
        return values;
    }

    /** D. */
    public int width() {
        return width;
    }

    /** T. */
    public int frames() {
        return values.length / width;
    }

    float at(int frame, int column) {
        return values[frame * width + column];
    }

    /**
     * Replaces the first columns by the first coefficients of their orthonormal discrete cosine transform (type II); the columns after
     * them stay.
     *
     * @param bands how many columns are transformed, B
     * @param coefficients how many coefficients are kept, K, at most B
     * @return T×(K + D − B)
     */
    public FrameMatrix cepstra(int bands, int coefficients) {
        if (bands > width || coefficients < 1 || coefficients > bands) {
            throw new IllegalArgumentException(coefficients + " cepstra of " + bands + " of " + width
                    + " columns: must be 1 to as many as the bands, and they at most the columns");
        }
        double[][] basis = cosines(bands, coefficients);
        int newWidth = coefficients + width - bands;
        float[] result = new float[Math.multiplyExact(frames(), newWidth)];
        for (int frame = 0; frame < frames(); frame++) {
            for (int k = 0; k < coefficients; k++) {
                double sum = 0;
                for (int band = 0; band < bands; band++) {
                    sum += basis[k][band] * at(frame, band);
                }
                result[frame * newWidth + k] = (float) sum;
            }
            System.arraycopy(values, frame * width + bands, result, frame * newWidth + coefficients, width - bands);
        }
        return new FrameMatrix(result, newWidth);
    }

    private static double[][] cosines(int bands, int coefficients) {
        double[][] basis = new double[coefficients][bands];
        for (int k = 0; k < coefficients; k++) {
            double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / bands);
            for (int band = 0; band < bands; band++) {
                basis[k][band] = scale * Math.cos(Math.PI * k * (2 * band + 1) / (2.0 * bands));
            }
        }
        return basis;
    }

    /**
     * Appends each column's change in time, the slope of the line through five frames: Σ n·(x[t+n] − x[t−n]) / 10 for n = 1, 2. Beyond
     * the ends, the first and the last frame are repeated.
     *
     * @param order how often: 1 appends the changes, 2 the changes' changes too
     * @return T×D·(order + 1)
     */
    public FrameMatrix deltas(int order) {
        if (order == 0) {
            return this;
        }
        int newWidth = Math.multiplyExact(width, order + 1);
        float[] result = new float[Math.multiplyExact(frames(), newWidth)];
        for (int frame = 0; frame < frames(); frame++) {
            System.arraycopy(values, frame * width, result, frame * newWidth, width);
        }
        for (int column = width; column < newWidth; column++) {
            for (int frame = 0; frame < frames(); frame++) {
                result[frame * newWidth + column] = slope(result, newWidth, frame, column - width);
            }
        }
        return new FrameMatrix(result, newWidth);
    }

    private float slope(float[] from, int fromWidth, int frame, int column) {
        double sum = 0;
        double squares = 0;
        for (int n = 1; n <= DELTA_REACH; n++) {
            int after = Math.min(frame + n, frames() - 1);
            int before = Math.max(frame - n, 0);
            sum += n * ((double) from[after * fromWidth + column] - from[before * fromWidth + column]);
            squares += 2 * n * n;
        }
        return (float) (sum / squares);
    }

    /**
     * Appends columns that say where between two frames each one is: cos(π·k·(t − begin + ½)/(end − begin)), k = 1 … count. Frames before
     * and after are at the beginning and at the end.
     *
     * @param begin the first frame of the part that counts
     * @param end the frame behind its last, above {@code begin}
     * @return T×(D + count)
     */
    public FrameMatrix positions(int count, int begin, int end) {
        if (count == 0) {
            return this;
        }
        int newWidth = width + count;
        float[] result = new float[Math.multiplyExact(frames(), newWidth)];
        for (int frame = 0; frame < frames(); frame++) {
            System.arraycopy(values, frame * width, result, frame * newWidth, width);
            double place = Math.max(0, Math.min(1, (frame - begin + 0.5) / (end - begin)));
            for (int k = 1; k <= count; k++) {
                result[frame * newWidth + width + k - 1] = (float) Math.cos(Math.PI * k * place);
            }
        }
        return new FrameMatrix(result, newWidth);
    }

    /**
     * Makes one frame of several in a row; where the last ones are missing, the last frame is repeated.
     *
     * @param count how many, at least 1
     * @return ⌈T/count⌉×D·count
     */
    public FrameMatrix stacked(int count) {
        if (count == 1) {
            return this;
        }
        int newFrames = (frames() + count - 1) / count;
        int newWidth = Math.multiplyExact(width, count);
        float[] result = new float[Math.multiplyExact(newFrames, newWidth)];
        for (int i = 0; i < newFrames * count; i++) {
            System.arraycopy(values, Math.min(i, frames() - 1) * width, result, i * width, width);
        }
        return new FrameMatrix(result, newWidth);
    }

    /**
     * Cuts frames into stretches of the same length, and takes each stretch's mean. A border may fall within a frame, which then counts
     * on both sides by its parts.
     *
     * @param of which frames count, in a row whatever lies between them; at least one
     * @param count how many stretches, N
     * @return N×D
     */
    FrameMatrix segments(BitSet of, int count) {
        int[] frames = of.stream().toArray();
        double length = (double) frames.length / count;
        float[] result = new float[Math.multiplyExact(count, width)];
        double[] sums = new double[width];
        for (int segment = 0; segment < count; segment++) {
            Arrays.fill(sums, 0);
            double begin = segment * length;
            double end = begin + length;
            for (int i = (int) begin; i < Math.min(frames.length, Math.ceil(end)); i++) {
                double part = Math.min(end, i + 1) - Math.max(begin, i);
                for (int column = 0; column < width; column++) {
                    sums[column] += part * at(frames[i], column);
                }
            }
            for (int column = 0; column < width; column++) {
                result[segment * width + column] = (float) (sums[column] / length);
            }
        }
        return new FrameMatrix(result, width);
    }

    /** Appends the same columns to every frame. */
    FrameMatrix with(float[] columns) {
        int newWidth = width + columns.length;
        float[] result = new float[Math.multiplyExact(frames(), newWidth)];
        for (int frame = 0; frame < frames(); frame++) {
            System.arraycopy(values, frame * width, result, frame * newWidth, width);
            System.arraycopy(columns, 0, result, frame * newWidth + width, columns.length);
        }
        return new FrameMatrix(result, newWidth);
    }
}
