package org.vavl.learning.evaluation;

import org.vavl.learning.metrics.TaskMetrics;

/**
 * How good one head is, on the clips that have its modalities.
 *
 * @param head the head's name
 * @param metrics over those clips
 */
public record HeadEvaluation(String head, TaskMetrics metrics) {
    /** How many clips the head applies to. */
    public int clips() {
        return metrics.clips();
    }
}
