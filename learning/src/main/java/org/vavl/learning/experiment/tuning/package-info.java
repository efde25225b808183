/**
 * Settings found by a random search with successive halving, on development parts alone. Start with
 * {@link org.vavl.learning.experiment.tuning.Tuning}.
 */
@NullMarked
package org.vavl.learning.experiment.tuning;

import org.jspecify.annotations.NullMarked;
