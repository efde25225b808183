/**
 * What a model answers on a part of a corpus, how good that is, and how it is told.
 *
 * <p>Start with {@link org.vavl.learning.evaluation.Predictions}, what every head said of every clip. {@link org.vavl.learning.evaluation.Evaluation}
 * measures them, {@link org.vavl.learning.evaluation.EvaluationFiles} and {@link org.vavl.learning.evaluation.EvaluationText} write them down, and
 * {@link org.vavl.learning.evaluation.EvaluationSummary} takes several evaluations together, such as the folds of a cross-validation.
 */
@NullMarked
package org.vavl.learning.evaluation;

import org.jspecify.annotations.NullMarked;
