package org.vavl.recognition.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where times are in a drawing.
 *
 * @param seconds at the right end, above 0
 * @param left of time 0, in the drawing's units
 * @param right of the end
 */
record TimeAxis(double seconds, double left, double right) {
    private static final double[] STEPS = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600};
    private static final double LEAST_BETWEEN_TICKS = 46;
    private static final int MINUTE = 60;

    double x(double time) {
        return left + (right - left) * time / seconds;
    }

    /** Times that are easy to read. */
    List<Double> ticks() {
        double least = LEAST_BETWEEN_TICKS / (right - left) * seconds;
        double step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && STEPS[i] >= least; i--) {
            step = STEPS[i];
        }
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i * step <= seconds + 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Seconds, or minutes and seconds where there are many. */
    String label(double time) {
        if (seconds > 3 * MINUTE) {
            long whole = Math.round(time);
            return String.format(Locale.ROOT, "%d:%02d", whole / MINUTE, whole % MINUTE);
        }
        return time == Math.rint(time) ? Long.toString((long) time) : String.format(Locale.ROOT, "%.1f", time);
    }

    /** What the labels are. */
    String title() {
        return seconds > 3 * MINUTE ? "minutes:seconds" : "seconds";
    }
}
