package org.vavl.learning.metrics;

import java.util.Map;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;

/** How good the answers to a task are. */
public sealed interface TaskMetrics permits ClassificationMetrics, RegressionMetrics, SentimentMetrics {
    /** How many clips were answered, at least one. */
    int clips();

    /** Every measure by name (see {@link Metric}), always in the same order. */
    Map<String, Double> values();

    /**
     * One measure.
     *
     * @param name one of those in {@link #values}
     * @throws VavlException if there is no such measure; the message lists those that there are
     */
    default double value(String name) {
        Map<String, Double> values = values();
        Double value = values.get(name);
        if (value == null) {
            throw new VavlException("there is no metric '" + name + "' for this task; there are "
                    + values.keySet().stream().collect(Collectors.joining(", ")));
        }
        return value;
    }

    /**
     * Whether more of a measure is better.
     *
     * @throws VavlException if no measure is called that
     */
    static boolean higherIsBetter(String name) {
        return Metric.named(name).higherIsBetter();
    }

    /**
     * Checks that answers to a task are measured by something.
     *
     * @param name one of those that {@link #values} has for the task
     * @throws VavlException if there is no such measure; the message lists those that there are
     */
    static void require(Task task, String name) {
        float[] right = new float[task.outputs()];
        if (task instanceof Task.Regression regression) {
            for (int c = 0; c < right.length; c++) {
                right[c] = (float) regression.attributes().get(c).minimum();
            }
        } else {
            right[0] = 1;
        }
        float[][] one = {right};
        of(task, one, one).value(name);
    }

    /**
     * Measures answers.
     *
     * @param task what was to be answered
     * @param targets for each clip, at least one of them, C values as {@link Task#target} gives them; a clip's class is the one with
     *     the largest share, the first of several
     * @param predictions for each clip C values: for classification probabilities, for regression values on the attributes' own
     *     scales
     * @return for one attribute called {@code sentiment} from −3 to 3, {@link SentimentMetrics}
     * @throws VavlException if a prediction is not a number, as after a training that has diverged, or if a clip has no target
     */
    static TaskMetrics of(Task task, float[][] targets, float[][] predictions) {
        Checks.require(task, targets, predictions);
        return Measuring.of(task, targets, predictions);
    }
}
