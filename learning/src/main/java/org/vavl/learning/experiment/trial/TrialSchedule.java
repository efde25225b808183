package org.vavl.learning.experiment.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vavl.core.VavlException;
import org.vavl.learning.training.TrainingInterruptedException;
import org.vavl.learning.training.TrainingListener;

/** Makes every trial of an experiment that is not done: the first of each network, then the second and so on, some side by side. */
final class TrialSchedule {
    private final List<Trial> trials;
    private final TrialRunner runner;
    private final TrialExecution sideBySide;
    private final TrialResults.Listener listener;

    /** @param listener is called by one thread at a time */
    TrialSchedule(List<Trial> trials, TrialRunner runner, TrialExecution sideBySide, TrialResults.Listener listener) {
        this.trials = trials;
        this.runner = runner;
        this.sideBySide = sideBySide;
        this.listener = listener;
    }

    /** A trial's result, or why there is none. */
    private record Outcome(Optional<TrialResult> result, Optional<TrialResults.Failure> failure) {}

    /**
     * What became of the trials, in their order, however many are made at a time.
     *
     * @throws TrainingInterruptedException if this thread is interrupted; what is done stays done
     */
    TrialResults run() {
        List<Callable<Outcome>> tasks = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            int place = i;
            tasks.add(() -> make(trials.get(place), place));
        }
        List<Outcome> outcomes = SideBySide.run(
                tasks, sideBySide.trials(), () -> sideBySide.worker().stop());
        return new TrialResults(
                outcomes.stream().flatMap(outcome -> outcome.result().stream()).toList(),
                outcomes.stream().flatMap(outcome -> outcome.failure().stream()).toList());
    }

    private Outcome make(Trial trial, int place) {
        Optional<TrialResult> before = runner.done(trial);
        if (before.isPresent()) {
            told(() -> listener.skipped(trial));
            return new Outcome(before, Optional.empty());
        }
        SideBySide.requireNotInterrupted();
        try {
            TrialResult result = sideBySide.worker().make(trial, runner, started(trial, place));
            told(() -> listener.done(trial, result));
            return new Outcome(Optional.of(result), Optional.empty());
        } catch (TrainingInterruptedException e) {
            throw e;
        } catch (VavlException e) {
            SideBySide.requireNotInterrupted();
            TrialResults.Failure failure =
                    new TrialResults.Failure(trial.model().label(), trial.number(), String.valueOf(e.getMessage()));
            told(() -> listener.failed(failure));
            return new Outcome(Optional.empty(), Optional.of(failure));
        }
    }

    private TrainingListener started(Trial trial, int place) {
        synchronized (listener) {
            return listener.started(trial, place, trials.size());
        }
    }

    private void told(Runnable what) {
        synchronized (listener) {
            what.run();
        }
    }
}
