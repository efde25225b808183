package org.vavl.learning.corpus.csd;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * T rows of D values with the times for which they hold.
 *
 * @param values T×D, row after row
 * @param width D, at least 1
 * @param begins T times in seconds
 * @param ends T times in seconds, none before its begin
 */
@SuppressWarnings("ArrayRecordComponent") // made and used within this package and its readers, never compared
public record TimedRows(float[] values, int width, double[] begins, double[] ends) {
    /** T. */
    public int rows() {
        return begins.length;
    }

    /** One value. */
    public float value(int row, int index) {
        return values[row * width + index];
    }

    /** When the first row begins. */
    double firstBegin() {
        return Arrays.stream(begins).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** When the last row ends. */
    double lastEnd() {
        return Arrays.stream(ends).max().orElse(Double.NEGATIVE_INFINITY);
    }

    /** The rows of several in the order of their begins, without those of an interval that is there already. */
    static TimedRows joined(List<TimedRows> parts) {
        int width = parts.get(0).width();
        int count = parts.stream().mapToInt(TimedRows::rows).sum();
        float[] values = new float[Math.multiplyExact(count, width)];
        double[] begins = new double[count];
        double[] ends = new double[count];
        int at = 0;
        for (TimedRows part : parts) {
            System.arraycopy(part.values, 0, values, at * width, part.values.length);
            System.arraycopy(part.begins, 0, begins, at, part.rows());
            System.arraycopy(part.ends, 0, ends, at, part.rows());
            at += part.rows();
        }
        TimedRows all = new TimedRows(values, width, begins, ends);
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> begins[row]).thenComparingDouble(row -> ends[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        return all.selected(IntStream.range(0, count)
                .filter(i -> i == 0 || begins[order[i]] != begins[order[i - 1]] || ends[order[i]] != ends[order[i - 1]])
                .map(i -> order[i])
                .toArray());
    }

    /** Some of the rows, in the order that is given. */
    TimedRows selected(int... rows) {
        float[] some = new float[rows.length * width];
        double[] someBegins = new double[rows.length];
        double[] someEnds = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * width, some, i * width, width);
            someBegins[i] = begins[rows[i]];
            someEnds[i] = ends[rows[i]];
        }
        return new TimedRows(some, width, someBegins, someEnds);
    }
}
