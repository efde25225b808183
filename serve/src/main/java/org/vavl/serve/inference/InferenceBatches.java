package org.vavl.serve.inference;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Prediction;
import org.vavl.serve.http.ProblemException;

/**
 * Has requests for inference that come together made together: what a network does for a short clip costs little more for several. A request waits for no others
 * but those that are being read when it comes, for no longer than a bound, and for those that were before it. What it is answered does not depend on
 * them, not even if one of them fails. May be used by any number of threads.
 */
final class InferenceBatches {
    /** Longer clips are no quicker together. */
    static final int MOST_FRAMES = 100;

    private static final int MOST_CLIPS = 32;
    private static final int NANOSECONDS = 1_000_000;

    private final Function<List<Map<String, FeatureSequence>>, List<Prediction>> network;
    private final Duration longestWait;
    private final Deque<Request> queue = new ArrayDeque<>();
    private int comingIn;
    private boolean isWorking;

    /**
     * No requests yet.
     *
     * @param network gives the prediction for each of some clips
     * @param longestWait for how long a request may wait for others; 0 for all by themselves
     */
    InferenceBatches(Function<List<Map<String, FeatureSequence>>, List<Prediction>> network, Duration longestWait) {
        this.network = network;
        this.longestWait = longestWait;
    }

    /** A request that has come, and is being read. Closing it, others do not wait for it. */
    final class Request implements AutoCloseable {
        private List<Map<String, FeatureSequence>> clips = List.of();
        private boolean isRead;
        private @Nullable List<Prediction> predictions;
        private @Nullable RuntimeException failure;

        private Request() {}

        /**
         * Predicts for its clips; once.
         *
         * @throws VavlException if their features are not what the network takes
         * @throws ProblemException if the server ends meanwhile
         */
        List<Prediction> predict(List<Map<String, FeatureSequence>> given) {
            clips = given;
            if (longestWait.isZero() || given.size() > MOST_CLIPS || isLong(given)) {
                close();
                return network.apply(given);
            }
            return together(this);
        }

        @Override
        public void close() {
            synchronized (InferenceBatches.this) {
                comingIn -= isRead ? 0 : 1;
                isRead = true;
                InferenceBatches.this.notifyAll();
            }
        }

        private boolean isDone() {
            return predictions != null || failure != null;
        }

        private List<Prediction> result() {
            RuntimeException thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
            List<Prediction> made = predictions;
            if (made == null) {
                throw new IllegalStateException("was not made");
            }
            return made;
        }
    }

    /** Takes a request, before it is read. */
    synchronized Request enter() {
        comingIn++;
        return new Request();
    }

    private static boolean isLong(List<Map<String, FeatureSequence>> clips) {
        return clips.stream()
                .flatMap(clip -> clip.values().stream())
                .anyMatch(sequence -> sequence.frames() > MOST_FRAMES);
    }

    /** Whoever comes while nobody works works for all that wait; the others are told what came of it. */
    private List<Prediction> together(Request request) {
        synchronized (this) {
            queue.add(request);
            request.close(); // with that, so that nobody finds it neither coming nor there
        }
        while (!awaitDoneOrIdle(request)) {
            List<Request> batch = gather();
            try {
                work(batch);
            } finally {
                endWork(batch);
            }
        }
        return request.result();
    }

    /** Whether the request is done; if not, this thread has to work. */
    private synchronized boolean awaitDoneOrIdle(Request request) {
        try {
            while (isWorking && !request.isDone()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            queue.remove(request);
            throw ProblemException.busy("the server ends");
        }
        isWorking = isWorking || !request.isDone();
        return request.isDone();
    }

    private synchronized List<Request> gather() {
        long end = System.nanoTime() + longestWait.toNanos();
        try {
            for (long left = longestWait.toNanos(); comingIn > 0 && left > 0; left = end - System.nanoTime()) {
                wait(left / NANOSECONDS, (int) (left % NANOSECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // no more waiting, but those who wait need an answer
        }
        List<Request> batch = new ArrayList<>();
        int clips = 0;
        for (Request next = queue.peek(); next != null; next = queue.peek()) {
            clips += next.clips.size();
            if (clips > MOST_CLIPS && !batch.isEmpty()) {
                break;
            }
            batch.add(queue.remove());
        }
        return batch;
    }

    private synchronized void endWork(List<Request> batch) {
        batch.stream()
                .filter(request -> !request.isDone())
                .forEach(request -> request.failure = ProblemException.of(500, "the server failed; its log says why"));
        isWorking = false;
        notifyAll();
    }

    /** If it fails for all together, each is made by itself: one may be wrong, and the others need not know. */
    @SuppressWarnings("IllegalCatch") // whatever it is, the request that it is of throws it
    private void work(List<Request> batch) {
        try {
            List<Prediction> all = network.apply(
                    batch.stream().flatMap(request -> request.clips.stream()).toList());
            int from = 0;
            for (Request request : batch) {
                int to = from + request.clips.size();
                end(request, all.subList(from, to), null);
                from = to;
            }
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                end(batch.get(0), null, e);
            } else {
                batch.forEach(request -> work(List.of(request)));
            }
        }
    }

    private synchronized void end(
            Request request, @Nullable List<Prediction> predictions, @Nullable RuntimeException failure) {
        request.predictions = predictions;
        request.failure = failure;
    }
}
