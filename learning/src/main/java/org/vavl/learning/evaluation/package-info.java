/**
 * A model's predictions on a part of a corpus, how good they are, and how that is told.
 *
 * <p>Start with {@link org.vavl.learning.evaluation.Predictions}, the outputs of every head for every clip.
 * {@link org.vavl.learning.evaluation.Evaluation} measures them, {@link org.vavl.learning.evaluation.SpeakerIntervals} says how far that
 * carries, and {@link org.vavl.learning.evaluation.EvaluationFiles} and {@link org.vavl.learning.evaluation.EvaluationText} write it down.
 */
@NullMarked
package org.vavl.learning.evaluation;

import org.jspecify.annotations.NullMarked;
