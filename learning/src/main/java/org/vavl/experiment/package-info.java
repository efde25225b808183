/**
 * The paper's experiments on any corpus: many trainings, what they measured, and reports of it.
 *
 * <p>Start with {@link org.vavl.experiment.ExperimentConfiguration}, which says what is compared, and
 * {@link org.vavl.experiment.TableExperiment}, which compares it. {@link org.vavl.experiment.TrialRunner} trains one network and measures it,
 * unless that was done before; {@link org.vavl.experiment.Report} is what is written, in several formats.
 */
@NullMarked
package org.vavl.experiment;

import org.jspecify.annotations.NullMarked;
