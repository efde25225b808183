/**
 * Optimisers and schedules of the learning rate. Start with
 * {@link org.vavl.learning.training.optimiser.OptimiserSettings}.
 */
@NullMarked
package org.vavl.learning.training.optimiser;

import org.jspecify.annotations.NullMarked;
