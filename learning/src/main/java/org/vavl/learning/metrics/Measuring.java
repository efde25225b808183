package org.vavl.learning.metrics;

import org.vavl.core.clip.Task;

/** Measures answers whose form has been checked, as often as it takes. */
final class Measuring {
    private Measuring() {}

    /** See {@link TaskMetrics#of}. */
    static TaskMetrics of(Task task, float[][] targets, float[][] predictions) {
        if (task instanceof Task.Classification classification) {
            return ClassificationMetrics.of(classification.labels(), targets, predictions);
        }
        Task.Regression regression = (Task.Regression) task;
        RegressionMetrics metrics = RegressionMetrics.of(regression, targets, predictions);
        return SentimentMetrics.appliesTo(regression) ? SentimentMetrics.of(metrics, targets, predictions) : metrics;
    }
}
