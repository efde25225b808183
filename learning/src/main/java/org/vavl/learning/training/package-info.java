/**
 * Training: Algorithm 1 of the paper and everything around it.
 *
 * <p>Start with {@link org.vavl.learning.training.run.Trainer}, which trains what a
 * {@link org.vavl.learning.training.run.RunConfiguration} describes into a
 * {@link org.vavl.learning.training.run.RunFolder}, and goes on there if it was interrupted.
 * {@link org.vavl.learning.training.UpdateStep} makes one update. The order of the clips
 * ({@link org.vavl.learning.training.sampling.BatchSampler}), augmentation and dropout are drawn from the seed and the
 * number of the epoch or the step, so that a run which was interrupted ends with the same parameters, bit for bit, as
 * one which was not.
 */
@NullMarked
package org.vavl.learning.training;

import org.jspecify.annotations.NullMarked;
