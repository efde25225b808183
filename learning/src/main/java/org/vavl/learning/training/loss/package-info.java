/**
 * Losses of predictions. Start with {@link org.vavl.learning.training.loss.LossSettings}.
 */
@NullMarked
package org.vavl.learning.training.loss;

import org.jspecify.annotations.NullMarked;
