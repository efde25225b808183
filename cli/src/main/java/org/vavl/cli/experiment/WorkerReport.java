package org.vavl.cli.experiment;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import org.vavl.learning.training.TrainingListener;

/** Tells the process that gave a worker its trial how the training goes; of the steps one in a while, since nobody reads faster. */
final class WorkerReport implements TrainingListener {
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(500);

    private final PrintWriter out;
    private Instant lastStep = Instant.EPOCH;

    WorkerReport(PrintWriter out) {
        this.out = out;
    }

    void say(WorkerMessage message) {
        out.println(message.text());
        out.flush();
    }

    @Override
    public void started(String description, long stepsDone, long steps) {
        say(new WorkerMessage.Started(description, stepsDone, steps));
    }

    @Override
    public void stepDone(int epoch, long stepsDone, double loss) {
        Instant now = Instant.now();
        if (Duration.between(lastStep, now).compareTo(BETWEEN_STEPS) >= 0) {
            lastStep = now;
            say(new WorkerMessage.Step(epoch, stepsDone, loss));
        }
    }

    @Override
    public void warned(String what) {
        say(new WorkerMessage.Warned(what));
    }
}
