/**
 * The field's metrics of predictions, and of how sure one can be of them. Pure mathematics: no files, no network.
 *
 * <p>Start with {@link org.vavl.learning.metrics.TaskMetrics#of}: from what was right and what was predicted to every
 * metric that the task has. {@link org.vavl.learning.metrics.Metric} lists the names.
 * {@link org.vavl.learning.metrics.Bootstrap} gives intervals around a metric,
 * {@link org.vavl.learning.metrics.MeanComparison} compares two models,
 * {@link org.vavl.learning.metrics.MultipleComparisons} says what many such comparisons are worth, and
 * {@link org.vavl.recognition.inference.TemperatureScaling} calibrates probabilities.
 *
 * <p>The conventions are those of scikit-learn and scipy, with which the tests compare every metric. Where those give
 * "not a number", the metric's documentation says what is given here.
 */
@NullMarked
package org.vavl.learning.metrics;

import org.jspecify.annotations.NullMarked;
