/**
 * The trials of an experiment: trained, resumed, side by side. Start with
 * {@link org.vavl.learning.experiment.trial.Study}.
 */
@NullMarked
package org.vavl.learning.experiment.trial;

import org.jspecify.annotations.NullMarked;
