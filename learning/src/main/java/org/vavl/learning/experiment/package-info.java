/**
 * The paper's experiments on any corpus: many trainings, their metrics, and reports of them. This package has no
 * classes; those below it have one experiment each.
 *
 * <p>Start with {@link org.vavl.learning.experiment.trial.ExperimentConfiguration}, which says what is compared, and
 * {@link org.vavl.learning.experiment.table.TableExperiment}, which compares it.
 * {@link org.vavl.learning.experiment.trial.TrialRunner} trains one network and evaluates it, unless that was done
 * before. {@link org.vavl.learning.experiment.report.Report} is what is written, in several formats.
 */
@NullMarked
package org.vavl.learning.experiment;

import org.jspecify.annotations.NullMarked;
