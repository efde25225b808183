package org.vavl.learning.metrics;

import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;

/** Whether targets and predictions can be measured. */
final class Checks {
    /** How far a clip's probabilities may be from 1 in sum; probabilities that were averaged or rounded stay well within it. */
    private static final double SUM_TOLERANCE = 1e-3;

    private Checks() {}

    static void require(Task task, float[][] targets, float[][] predictions) {
        if (targets.length != predictions.length || targets.length == 0) {
            throw new IllegalArgumentException("targets of " + targets.length + " clips and predictions of "
                    + predictions.length + ": needs as many of both, and at least one");
        }
        for (int i = 0; i < targets.length; i++) {
            requireNumbers("target", i, targets[i], task.outputNames());
            requireNumbers("prediction", i, predictions[i], task.outputNames());
            if (task instanceof Task.Classification) {
                requireShares("target", i, targets[i]);
                requireShares("prediction", i, predictions[i]);
            }
        }
    }

    private static void requireNumbers(String what, int clip, float[] values, List<String> names) {
        if (values.length != names.size()) {
            throw new IllegalArgumentException(
                    what + " of clip " + clip + " has " + values.length + " values, and must have " + names.size());
        }
        for (int c = 0; c < values.length; c++) {
            if (!Float.isFinite(values[c])) {
                throw new VavlException(what + " of clip " + clip + " for " + names.get(c) + " is " + values[c]
                        + ", and must be a finite number");
            }
        }
    }

    static void requireShares(String what, int clip, float[] values) {
        double sum = 0;
        for (float value : values) {
            if (value < 0) {
                throw new IllegalArgumentException(
                        what + " of clip " + clip + " has a share of " + value + ", and must have none below 0");
            }
            sum += value;
        }
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new VavlException(what + " of clip " + clip + " has shares that sum to " + sum + ", and must sum to 1"
                    + (sum == 0 ? ": the clip has no label" : ""));
        }
    }
}
