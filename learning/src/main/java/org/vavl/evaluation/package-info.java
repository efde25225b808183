/**
 * What a model answers on a part of a corpus, how good that is, and how it is told.
 *
 * <p>Start with {@link org.vavl.evaluation.Predictions}, what every head said of every clip. {@link org.vavl.evaluation.Evaluation}
 * measures them, {@link org.vavl.evaluation.EvaluationFiles} and {@link org.vavl.evaluation.EvaluationText} write them down, and
 * {@link org.vavl.evaluation.EvaluationSummary} takes several evaluations together, such as the folds of a cross-validation.
 */
@NullMarked
package org.vavl.evaluation;

import org.jspecify.annotations.NullMarked;
