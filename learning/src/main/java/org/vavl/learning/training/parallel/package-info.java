/**
 * One training by several processes, the ranks, which share each batch: what they tell each other by libtorch's c10d over Gloo, and how they
 * notice that one of them is gone. Start with {@link org.vavl.learning.training.parallel.Ranks}.
 */
@NullMarked
package org.vavl.learning.training.parallel;

import org.jspecify.annotations.NullMarked;
