/**
 * The field's measures of how good answers are, and of how sure one can be of them. Pure mathematics: no files, no network.
 *
 * <p>Start with {@link org.vavl.learning.metrics.TaskMetrics#of}: from what was right and what was answered to every measure that the task
 * has. {@link org.vavl.learning.metrics.Metric} lists the names. {@link org.vavl.learning.metrics.Bootstrap} gives intervals around a measure,
 * {@link org.vavl.learning.metrics.MeanComparison} compares two models, {@link org.vavl.recognition.inference.TemperatureScaling} makes probabilities
 * be well calibrated.
 *
 * <p>The conventions are those of scikit-learn and scipy, with which the tests compare every measure; where those answer "not a
 * number", the measure's documentation says what is answered here.
 */
@NullMarked
package org.vavl.learning.metrics;

import org.jspecify.annotations.NullMarked;
