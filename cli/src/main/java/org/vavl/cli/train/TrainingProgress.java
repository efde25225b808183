package org.vavl.cli.train;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.output.Progress;
import org.vavl.core.Counted;
import org.vavl.learning.training.EpochRecord;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.TrainingTimes;

/** Shows how a training goes, a line for each epoch and a bar for the steps. */
public final class TrainingProgress implements TrainingListener, AutoCloseable {
    private final PrintWriter err;
    private @Nullable Progress progress;

    public TrainingProgress(PrintWriter err) {
        this.err = err;
    }

    /** The steps' bar; empty before the training starts. */
    private Optional<Progress> bar() {
        return Optional.ofNullable(progress);
    }

    @Override
    public void started(String description, long stepsDone, long steps) {
        err.println(description);
        if (stepsDone > 0) {
            err.println("going on after step " + stepsDone + " of " + steps);
        }
        err.flush();
        progress = Progress.begin(err, "train", stepsDone, steps);
    }

    @Override
    public void stepDone(int epoch, long stepsDone, double loss) {
        bar().ifPresent(bar -> bar.stepTo(stepsDone, String.format(Locale.ROOT, "epoch %d, loss %.3f", epoch, loss)));
    }

    @Override
    public void epochDone(EpochRecord epoch, boolean best) {
        String losses = epoch.trainingLoss().entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %.3f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        bar().ifPresent(bar -> bar.line(String.format(
                Locale.ROOT,
                "epoch %d: loss %s; development %.3f%s",
                epoch.epoch(),
                losses,
                epoch.score(),
                best ? ", the best so far" : "")));
    }

    @Override
    public void warned(String what) {
        bar().ifPresent(bar -> bar.line(what));
    }

    @Override
    public void finished(TrainingTimes times) {
        if (times.steps() > 0) {
            bar().ifPresent(bar -> bar.line(describe(times)));
        }
    }

    /** How fast it was, and how much of that was talk between ranks. */
    static String describe(TrainingTimes times) {
        String steps = String.format(
                Locale.ROOT,
                "%s in %.1f s: %.1f clips a second",
                Counted.of(times.steps(), "step"),
                times.seconds(),
                times.throughput());
        return times.ranks() == 1
                ? steps
                : steps
                        + String.format(
                                Locale.ROOT,
                                " of %d ranks; rank 0 spent %.1f s (%.1f %%) on communication and on waiting for others",
                                times.ranks(),
                                times.communicationSeconds(),
                                100 * times.communicationShare());
    }

    @Override
    public void close() {
        bar().ifPresent(Progress::close);
        progress = null;
    }
}
