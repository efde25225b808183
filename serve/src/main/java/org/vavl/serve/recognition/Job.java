package org.vavl.serve.recognition;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.vavl.serve.http.Problem;
import org.vavl.serve.http.Problems;

/** A recognition under way. May be used by any number of threads. */
final class Job {
    private final String id;
    private final String clip;
    private final Work work;
    private final Runnable atEnd;
    private JobState state = new JobState.Waiting();
    private @Nullable Instant ended;
    private @Nullable Thread worker;
    private boolean cancelled;
    private boolean ends;

    /** What is to be done. */
    @FunctionalInterface
    interface Work {
        /**
         * Does it.
         *
         * @param job is told how far it has come
         */
        Answer answer(Job job);
    }

    /**
     * A job that waits.
     *
     * @param clip the recording's name
     * @param atEnd is run once, before anybody is told that it has ended, however that is
     */
    Job(String id, String clip, Work work, Runnable atEnd) {
        this.id = id;
        this.clip = clip;
        this.work = work;
        this.atEnd = atEnd;
    }

    /** By which it is found. */
    String id() {
        return id;
    }

    /** The recording's name. */
    String clip() {
        return clip;
    }

    /** How far it has come. */
    synchronized JobState state() {
        return state;
    }

    /** When it ended; empty if it has not. */
    synchronized Optional<Instant> ended() {
        return Optional.ofNullable(ended);
    }

    /** Does it; once, by one thread. */
    @SuppressWarnings("IllegalCatch") // whatever it is, whoever asks for the job is told
    void run() {
        if (!begin()) {
            return;
        }
        JobState end;
        try {
            end = new JobState.Done(work.answer(this));
        } catch (CancellationException e) {
            end = new JobState.Cancelled();
        } catch (RuntimeException | OutOfMemoryError e) {
            end = new JobState.Failed(
                    e instanceof OutOfMemoryError
                            ? Problem.of(503, "the recording needs more memory than the server has")
                            : Problems.of(e));
        }
        end(end);
    }

    private synchronized boolean begin() {
        if (cancelled) {
            return false;
        }
        worker = Thread.currentThread();
        state = new JobState.Running(0);
        notifyAll();
        return true;
    }

    private void end(JobState end) {
        synchronized (this) {
            if (ends) {
                return;
            }
            ends = true;
            worker = null;
            Thread.interrupted(); // was for this job
        }
        try {
            atEnd.run(); // who is told that it has ended finds nothing left of it
        } finally {
            synchronized (this) {
                state = cancelled ? new JobState.Cancelled() : end;
                ended = Instant.now();
                notifyAll();
            }
        }
    }

    /**
     * Tells how much was gone through.
     *
     * @throws CancellationException if the job is to end
     */
    synchronized void reached(double seconds) {
        if (cancelled) {
            throw new CancellationException();
        }
        state = new JobState.Running(seconds);
        notifyAll();
    }

    /** Has it end as soon as it can. */
    void cancel() {
        boolean waits;
        synchronized (this) {
            cancelled = true;
            waits = state instanceof JobState.Waiting;
            if (worker != null) {
                worker.interrupt();
            }
        }
        if (waits) {
            end(new JobState.Cancelled());
        }
    }

    /** Waits until the state is another one, or some time has passed, and gives it. */
    synchronized JobState awaitChange(JobState known, Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        for (long left = most.toMillis();
                state.equals(known) && left > 0;
                left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return state;
    }

    /** Waits until it has ended, or some time has passed, and gives the state. */
    synchronized JobState awaitEnd(Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        for (long left = most.toMillis();
                !state.hasEnded() && left > 0;
                left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return state;
    }
}
