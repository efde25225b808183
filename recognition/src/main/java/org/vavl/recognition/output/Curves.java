package org.vavl.recognition.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vavl.core.clip.Prediction;

/**
 * A curve over time for each output of the answer, through the middle of each stretch; it ends where nothing is said, and begins anew
 * behind it.
 *
 * @param stretches of the recording, in their order
 * @param time where times are
 * @param values where values are
 */
record Curves(List<WindowSpan> stretches, TimeAxis time, ValueAxis values) {
    void draw(Svg svg, int outputs) {
        for (int output = 0; output < outputs; output++) {
            for (List<String> points : lines(output)) {
                svg.element("polyline", "points", String.join(" ", points), "class", "curve s" + output);
            }
        }
    }

    /** The points of each unbroken line. */
    private List<List<String>> lines(int output) {
        List<List<String>> lines = new ArrayList<>();
        boolean broken = true;
        for (int i = 0; i < stretches.size(); i++) {
            WindowSpan stretch = stretches.get(i);
            Optional<Prediction> said = stretch.window().prediction();
            if (said.isPresent()) {
                double value = said.get().outputs().get(output);
                if (broken) {
                    lines.add(new ArrayList<>(List.of(point(stretch.begin(), value))));
                }
                List<String> line = lines.get(lines.size() - 1);
                line.add(point((stretch.begin() + stretch.end()) / 2, value));
                if (isLast(i)) {
                    line.add(point(stretch.end(), value));
                }
            }
            broken = said.isEmpty();
        }
        return lines;
    }

    private boolean isLast(int stretch) {
        return stretch == stretches.size() - 1
                || stretches.get(stretch + 1).window().prediction().isEmpty();
    }

    private String point(double seconds, double value) {
        return String.format(Locale.ROOT, "%.2f,%.2f", time.x(seconds), values.y(value));
    }
}
