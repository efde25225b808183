/**
 * Scores where frames of a modality are missing, as in Figures 2 and 3 of the paper. Start with
 * {@link org.vavl.learning.experiment.masking.MaskingExperiment}.
 */
@NullMarked
package org.vavl.learning.experiment.masking;

import org.jspecify.annotations.NullMarked;
