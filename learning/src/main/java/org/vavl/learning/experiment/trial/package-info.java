/**
 * The trials of an experiment: trained, resumed, side by side. Start with {@link org.vavl.learning.experiment.trial.Study}.
 *
 * <p>Of the packages beside this one, which are the paper's experiments on any corpus, start with {@link
 * org.vavl.learning.experiment.trial.ExperimentConfiguration}, which says what is compared, and {@link
 * org.vavl.learning.experiment.table.TableExperiment}, which compares it. {@link org.vavl.learning.experiment.trial.TrialRunner} trains one network
 * and measures it, unless that was done before; {@link org.vavl.learning.experiment.report.Report} is what is written, in several formats.
 */
@NullMarked
package org.vavl.learning.experiment.trial;

import org.jspecify.annotations.NullMarked;
