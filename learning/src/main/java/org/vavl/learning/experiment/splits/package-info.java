/**
 * What one network is worth under different splits. Start with {@link org.vavl.learning.experiment.splits.SplitsExperiment}.
 */
@NullMarked
package org.vavl.learning.experiment.splits;

import org.jspecify.annotations.NullMarked;
