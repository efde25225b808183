package org.vavl.cli.experiment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.learning.training.TrainingInterruptedException;
import org.vavl.learning.training.TrainingListener;

/** Processes that train what they are told in a line, as many as are asked for at the same time; each goes on to the next line when it is done. */
final class WorkerProcesses implements AutoCloseable {
    private final String subcommand;
    private final Set<TrialProcess> all = new HashSet<>();
    private final Deque<TrialProcess> idle = new ArrayDeque<>();
    private boolean stopped;

    /** @param subcommand of {@code experiment}, which reads lines */
    WorkerProcesses(String subcommand) {
        this.subcommand = subcommand;
    }

    /**
     * Has a line done by a process that is free.
     *
     * @throws TrainingInterruptedException if it was interrupted; the same line goes on from there
     * @throws VavlException if it cannot be done
     */
    void make(String line, TrainingListener listener) {
        TrialProcess process = take();
        Optional<WorkerMessage> message = process.request(line).map(WorkerMessage::parse);
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
    }

    private static TrainingInterruptedException interrupted() {
        return new TrainingInterruptedException("interrupted; the same command goes on from here");
    }

    private synchronized TrialProcess take() {
        if (stopped) {
            throw interrupted();
        }
        TrialProcess process = idle.isEmpty() ? new TrialProcess(subcommand) : idle.pop();
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

    /** Interrupts what is being made, from another thread; nothing begins any more. */
    void stop() {
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
