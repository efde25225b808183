package org.vavl.cli.experiment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialMessage;
import org.vavl.learning.experiment.trial.TrialResult;
import org.vavl.learning.experiment.trial.TrialRunner;
import org.vavl.learning.experiment.trial.TrialWorker;
import org.vavl.learning.training.TrainingInterruptedException;
import org.vavl.learning.training.TrainingListener;

/** Makes trials in processes of their own, as many as are asked for at the same time; each goes on to the next trial when it is done. */
final class TrialProcesses implements TrialWorker, AutoCloseable {
    private final Set<TrialProcess> all = new HashSet<>();
    private final Deque<TrialProcess> idle = new ArrayDeque<>();
    private boolean stopped;

    @Override
    public TrialResult make(Trial trial, TrialRunner runner, TrainingListener listener) {
        TrialProcess process = take();
        Optional<WorkerMessage> message =
                process.request(TrialMessage.of(trial, runner).text()).map(WorkerMessage::parse);
        while (message.isPresent() && message.get() instanceof WorkerMessage.OnTheWay news) {
            news.tell(listener);
            message = process.answer().map(WorkerMessage::parse);
        }
        if (isStopped()
                || message.filter(WorkerMessage.Interrupted.class::isInstance).isPresent()) {
            throw interrupted();
        }
        if (message.isEmpty()) {
            throw new VavlException(end(process));
        }
        giveBack(process);
        if (message.get() instanceof WorkerMessage.Failed failed) {
            throw new VavlException(failed.reason());
        }
        return runner.done(trial)
                .orElseThrow(() -> new VavlException("its result has gone from " + runner.runFolder(trial)));
    }

    private static TrainingInterruptedException interrupted() {
        return new TrainingInterruptedException("interrupted; the same command goes on from here");
    }

    private synchronized TrialProcess take() {
        if (stopped) {
            throw interrupted();
        }
        TrialProcess process = idle.isEmpty() ? new TrialProcess("worker") : idle.pop();
        all.add(process);
        return process;
    }

    private synchronized void giveBack(TrialProcess process) {
        idle.push(process);
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized void forget(TrialProcess process) {
        all.remove(process);
    }

    private String end(TrialProcess process) {
        forget(process);
        try {
            return "its process ended with exit code " + process.exitCode()
                    + " before the trial was done; where memory is short, fewer trials at a time (--parallel) may help";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    @Override
    public void stop() {
        List<TrialProcess> running;
        synchronized (this) {
            stopped = true;
            running = List.copyOf(all);
            all.clear();
        }
        running.parallelStream().forEach(TrialProcess::close);
    }

    @Override
    public void close() {
        stop();
    }
}
