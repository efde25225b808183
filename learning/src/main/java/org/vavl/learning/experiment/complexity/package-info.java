/**
 * Parameters, memory and latency, as in section 3.5 of the paper. Start with
 * {@link org.vavl.learning.experiment.complexity.ComplexityExperiment}.
 */
@NullMarked
package org.vavl.learning.experiment.complexity;

import org.jspecify.annotations.NullMarked;
