package org.vavl.learning.training;

import java.util.List;
import org.vavl.core.clip.Task;
import org.vavl.learning.metrics.TaskMetrics;

/**
 * Which epoch is kept: of those from a certain one on, the one that is best on the development set.
 *
 * @param metric such as {@code f1Macro}, {@code ccc} or {@code mae}
 * @param over whose answers it is measured on
 * @param fromEpoch the first epoch that can be kept, from 1; the number of epochs keeps the last one, whatever it measures
 */
public record SelectionSettings(String metric, Over over, int fromEpoch) {
    /** Whose answers are measured. */
    public enum Over {
        /** The model's answers. */
        ANSWER,
        /** Every head's, each on the clips that it applies to; the mean over the heads counts. */
        HEADS
    }

    /** Checks the epoch. */
    public SelectionSettings {
        if (fromEpoch < 1) {
            throw new IllegalArgumentException("fromEpoch is " + fromEpoch + ", and must be 1 or more");
        }
    }

    /** Macro-F1 of the answers for classes, CCC for several attributes, the mean absolute error for one. */
    public static SelectionSettings defaultsFor(Task task) {
        String metric = task instanceof Task.Classification ? "f1Macro" : task.outputs() > 1 ? "ccc" : "mae";
        return new SelectionSettings(metric, Over.ANSWER, 1);
    }

    /**
     * The index of the best epoch that can be kept, the first of several; of the best of all while there is none of those.
     *
     * @param history at least one epoch
     */
    public int best(List<EpochRecord> history) {
        int best = 0;
        for (int i = 1; i < history.size(); i++) {
            best = isBetter(history.get(i), history.get(best)) ? i : best;
        }
        return best;
    }

    private boolean isBetter(EpochRecord later, EpochRecord earlier) {
        if (later.epoch() >= fromEpoch && earlier.epoch() < fromEpoch) {
            return true;
        }
        if (Double.isNaN(earlier.score())) {
            return !Double.isNaN(later.score());
        }
        double difference = later.score() - earlier.score();
        return TaskMetrics.higherIsBetter(metric) ? difference > 0 : difference < 0;
    }
}
