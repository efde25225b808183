/**
 * How experiments and searches go, as it is shown on standard error: {@link org.vavl.cli.experiment.progress.ExperimentProgress} of trials one after the
 * other, {@link org.vavl.cli.experiment.progress.ParallelProgress} of trials side by side, {@link org.vavl.cli.experiment.progress.TuneProgress} of a search.
 */
@NullMarked
package org.vavl.cli.experiment.progress;

import org.jspecify.annotations.NullMarked;
