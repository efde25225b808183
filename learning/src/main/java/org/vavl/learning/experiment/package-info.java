/**
 * The paper's experiments on any corpus: many trainings, what they measured, and reports of it.
 *
 * <p>Start with {@link org.vavl.learning.experiment.trial.ExperimentConfiguration}, which says what is compared, and
 * {@link org.vavl.learning.experiment.table.TableExperiment}, which compares it. {@link org.vavl.learning.experiment.trial.TrialRunner} trains one network and measures it,
 * unless that was done before; {@link org.vavl.learning.experiment.report.Report} is what is written, in several formats.
 */
@NullMarked
package org.vavl.learning.experiment;

import org.jspecify.annotations.NullMarked;
