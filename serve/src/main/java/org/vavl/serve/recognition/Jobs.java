package org.vavl.serve.recognition;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.vavl.serve.http.ProblemException;

/** The recognitions under way and those whose results are kept. Bounded: so many at a time, so many that wait, so many results, for so long. */
public final class Jobs implements AutoCloseable {
    private static final int ID_BYTES = 16;
    private static final long SWEEP_SECONDS = 5;

    private final ExecutorService workers;
    private final ScheduledExecutorService sweeper;
    private final Semaphore places;
    private final int mostPlaces;
    private final int mostKept;
    private final Duration kept;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private volatile boolean ending;

    /**
     * No jobs yet.
     *
     * @param working how many are done at a time
     * @param waiting how many may wait for it
     * @param mostKept how many results are kept; the oldest goes first
     * @param kept for how long a result is kept
     */
    public Jobs(int working, int waiting, int mostKept, Duration kept) {
        AtomicInteger number = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(
                working, task -> daemon(task, "vavl-recognition-" + number.incrementAndGet()));
        this.sweeper = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "vavl-results"));
        this.mostPlaces = working + waiting;
        this.places = new Semaphore(mostPlaces);
        this.mostKept = mostKept;
        this.kept = kept;
        var unused = sweeper.scheduleWithFixedDelay(
                () -> sweep(Instant.now()), SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** A place for a job, taken before its recording is read. Closing gives it back, unless a job has it. */
    final class Place implements AutoCloseable {
        private boolean used;

        /**
         * Has something done.
         *
         * @param clip the recording's name
         * @param atEnd is run once it has ended
         */
        Job submit(String clip, Job.Work work, Runnable atEnd) {
            Job job = new Job(newId(), clip, work, () -> {
                places.release();
                atEnd.run();
            });
            synchronized (jobs) {
                jobs.put(job.id(), job);
            }
            try {
                workers.execute(job::run);
            } catch (RejectedExecutionException e) {
                forget(job);
                throw ProblemException.busy("the server ends");
            }
            used = true;
            return job;
        }

        @Override
        public void close() {
            if (!used) {
                places.release();
            }
        }
    }

    /**
     * Takes a place.
     *
     * @throws ProblemException if too much is under way
     */
    Place place() {
        if (ending) {
            throw ProblemException.busy("the server ends");
        }
        if (!places.tryAcquire()) {
            throw ProblemException.busy(
                    mostPlaces + " recordings are under way, the most that are taken at a time; try again");
        }
        return new Place();
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    /**
     * The job of an id.
     *
     * @throws ProblemException if there is none, or not any more
     */
    Job named(String id) {
        synchronized (jobs) {
            return Optional.ofNullable(jobs.get(id))
                    .orElseThrow(() -> ProblemException.of(
                            404, "there is no such job: results are kept for " + kept.toSeconds() + " s"));
        }
    }

    /** Forgets a job and its result; it is to be cancelled before, unless it has ended. */
    void forget(Job job) {
        synchronized (jobs) {
            jobs.remove(job.id());
        }
    }

    /** Forgets results that are too old or too many. */
    void sweep(Instant now) {
        synchronized (jobs) {
            long ended = jobs.values().stream()
                    .filter(job -> job.ended().isPresent())
                    .count();
            for (Iterator<Job> all = jobs.values().iterator(); all.hasNext(); ) {
                Optional<Instant> end = all.next().ended();
                if (end.isPresent() && (ended > mostKept || end.get().plus(kept).isBefore(now))) {
                    all.remove();
                    ended--;
                }
            }
        }
    }

    /** How many are under way or wait. */
    public int underWay() {
        return mostPlaces - places.availablePermits();
    }

    /** How many results are kept. */
    public int results() {
        synchronized (jobs) {
            return (int) jobs.values().stream()
                    .filter(job -> job.ended().isPresent())
                    .count();
        }
    }

    /** For how long results are kept. */
    Duration kept() {
        return kept;
    }

    /** Takes no more, and waits for those under way, also those that are being sent, but not for longer than this; what is left then is cancelled. */
    public void finish(Duration most) throws InterruptedException {
        ending = true;
        boolean allEnded = places.tryAcquire(mostPlaces, most.toMillis(), TimeUnit.MILLISECONDS);
        workers.shutdown();
        if (!allEnded || !workers.awaitTermination(SWEEP_SECONDS, TimeUnit.SECONDS)) {
            close();
            workers.awaitTermination(SWEEP_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Cancels everything. */
    @Override
    public void close() {
        ending = true;
        List<Job> all;
        synchronized (jobs) {
            all = List.copyOf(jobs.values());
        }
        all.stream().filter(job -> job.ended().isEmpty()).forEach(Job::cancel);
        workers.shutdown();
        sweeper.shutdownNow();
    }
}
