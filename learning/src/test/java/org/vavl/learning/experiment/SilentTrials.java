package org.vavl.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.learning.training.TrainingListener;

/** Says nothing of an experiment's trials, of which none may fail, and counts what is measured of them afterwards. */
public final class SilentTrials implements TrialResults.Listener {
    private final List<Long> measured = new ArrayList<>();
    private long announced;

    @Override
    public TrainingListener started(Trial trial, int before, int all) {
        return TrainingListener.SILENT;
    }

    @Override
    public void skipped(Trial trial) {}

    @Override
    public void failed(TrialResults.Failure failure) {
        throw new AssertionError(failure.model() + ": " + failure.reason());
    }

    @Override
    public void measured(Trial trial, long measurements, long all) {
        measured.add(measurements);
        announced = all;
    }

    /** Each of so many measurements was told of when it was done, and as many were announced. */
    public void requireMeasured(long all) {
        assertThat(announced).isEqualTo(all);
        assertThat(measured).isEqualTo(LongStream.rangeClosed(1, all).boxed().toList());
    }
}
