/**
 * Which clips share a batch. Start with {@link org.vavl.learning.training.sampling.BatchSampler}.
 */
@NullMarked
package org.vavl.learning.training.sampling;

import org.jspecify.annotations.NullMarked;
