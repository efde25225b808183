package org.vavl.recognition.output;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.vavl.core.clip.Task;
import org.vavl.recognition.Recognition;

/**
 * Where an answer's values are in a drawing: probabilities, or attributes.
 *
 * @param least the value at the lower end
 * @param most the value at the upper end
 * @param probabilities whether values are labelled in percent
 * @param top of the greatest value, in the drawing's units
 * @param height of the axis
 */
record ValueAxis(double least, double most, boolean probabilities, double top, double height) {
    private static final int INTERVALS = 4;

    /** An axis for all values of an answer. Attributes have their whole range, probabilities as much as they need. */
    static ValueAxis of(Recognition answer, double top, double height) {
        if (answer.task() instanceof Task.Regression task) {
            List<Task.Attribute> attributes = task.attributes();
            return new ValueAxis(
                    attributes.stream()
                            .mapToDouble(Task.Attribute::minimum)
                            .min()
                            .orElseThrow(),
                    attributes.stream()
                            .mapToDouble(Task.Attribute::maximum)
                            .max()
                            .orElseThrow(),
                    false,
                    top,
                    height);
        }
        return new ValueAxis(0, Math.ceil(5 * largest(answer)) / 5, true, top, height);
    }

    private static double largest(Recognition answer) {
        return answer.windows().stream()
                .flatMap(window -> window.prediction().stream())
                .flatMap(prediction -> prediction.outputs().stream())
                .mapToDouble(value -> value)
                .max()
                .orElse(1);
    }

    double y(double value) {
        return top + height * (1 - (value - least) / (most - least));
    }

    double bottom() {
        return top + height;
    }

    List<Double> ticks() {
        return IntStream.rangeClosed(0, INTERVALS)
                .mapToObj(i -> least + (most - least) * i / INTERVALS)
                .toList();
    }

    String label(double value) {
        return probabilities
                ? String.format(Locale.ROOT, "%.0f %%", 100 * value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
