package org.vavl.learning.training.parallel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vavl.core.VavlException;

/**
 * Finds out which rank is missing. Each leaves a sign of life in the store every second, whatever it computes; who ends by itself
 * writes why. So a process that is gone or stopped can be told from one that is slow.
 */
final class RankWatch implements AutoCloseable {
    /** The longest that finding out who is missing takes, after a connection has failed. */
    static final Duration SILENCE = Duration.ofSeconds(5);

    private static final long BEAT_MILLIS = 1000;
    private static final long LOOK_MILLIS = 200;
    private static final String GOES_ON = "; the same command goes on from the last checkpoint";

    private final RankStore store;
    private final RankSettings settings;
    private final Thread beat;
    private volatile boolean closed;

    RankWatch(RankStore store, RankSettings settings) {
        this.store = store;
        this.settings = settings;
        beat = new Thread(this::beat, "rank-beat");
        beat.setDaemon(true);
    }

    /**
     * Says that this rank is here.
     *
     * @throws VavlException if another process has the same rank
     */
    void begin() {
        if (store.count(key("taken", settings.rank())) > 1) {
            throw new VavlException("rank " + settings.rank() + " is there already: each process needs another --rank");
        }
        store.set(
                key("who", settings.rank()),
                host() + ", process " + ProcessHandle.current().pid());
        store.set(key("count", settings.rank()), Integer.toString(settings.count()));
        beat.start();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a machine without a name";
        }
    }

    private void beat() {
        try {
            while (!closed) {
                store.count(key("beat", settings.rank()));
                Thread.sleep(BEAT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The store is gone: who needs it will notice.
            closed = true;
        }
    }

    private static String key(String kind, int rank) {
        return kind + "/" + rank;
    }

    /** What others write down of themselves under a word. */
    String said(String word, int rank) {
        return store.get(key(word, rank)).orElse("");
    }

    /** Writes down something of this rank. */
    void say(String word, String what) {
        store.set(key(word, settings.rank()), what);
    }

    /**
     * Waits until all others have written down something.
     *
     * @param limit how long at most, also for those that have not been here yet
     * @throws VavlException if one does not, has failed, or gives no sign of life any more
     */
    void await(String word, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        Beats beats = new Beats();
        List<Integer> missing = without(word);
        while (!missing.isEmpty()) {
            requireNoneFailed();
            List<Integer> silent = beats.silent(missing);
            if (!silent.isEmpty()) {
                throw gone(silent);
            }
            if (System.nanoTime() > end) {
                throw new VavlException(names(missing) + " did not come within " + limit.toSeconds() + " s");
            }
            sleep();
            missing = without(word);
        }
    }

    private List<Integer> without(String word) {
        return others().filter(rank -> !store.has(key(word, rank)))
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private IntStream others() {
        return IntStream.range(0, settings.count()).filter(rank -> rank != settings.rank());
    }

    private void requireNoneFailed() {
        others().forEach(rank -> store.get(key("failed", rank)).ifPresent(why -> {
            throw new VavlException(name(rank) + " failed: " + why);
        }));
    }

    private static void sleep() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VavlException("interrupted while waiting for other ranks", e);
        }
    }

    /** When each rank last gave a sign of life, as seen from here. */
    private final class Beats {
        private final Map<Integer, Long> counts = new HashMap<>();
        private final Map<Integer, Long> seen = new HashMap<>();

        /** Those that were there once, and have given none for too long. */
        List<Integer> silent(List<Integer> ranks) {
            long now = System.nanoTime();
            List<Integer> silent = new ArrayList<>();
            for (int rank : ranks) {
                long count = store.counted(key("beat", rank));
                Long before = counts.put(rank, count);
                if (before == null || before != count || count == 0) {
                    seen.put(rank, now);
                } else if (now - seen.getOrDefault(rank, now) > SILENCE.toNanos()) {
                    silent.add(rank);
                }
            }
            return silent;
        }
    }

    /**
     * Whom a call was lost to that could not be made.
     *
     * @param cause what libtorch says
     */
    VavlException lost(RuntimeException cause) {
        Supplier<VavlException> search = () -> search(cause);
        try {
            return CompletableFuture.supplyAsync(search)
                    .get(2 * SILENCE.toMillis() + BEAT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new VavlException("interrupted while another rank was missing" + GOES_ON, cause);
        } catch (ExecutionException | TimeoutException e) {
            if (e.getCause() instanceof VavlException found) {
                return found;
            }
            return settings.rank() == 0
                    ? new VavlException("another rank does not answer: " + RankStore.firstLine(cause) + GOES_ON, cause)
                    : new VavlException("rank 0, which keeps the rendezvous, does not answer" + GOES_ON, cause);
        }
    }

    private VavlException search(RuntimeException cause) {
        say("lost", "1");
        Beats beats = new Beats();
        long end = System.nanoTime() + SILENCE.toNanos() + TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS);
        while (System.nanoTime() < end) {
            requireNoneFailed();
            List<Integer> silent = beats.silent(without("lost"));
            if (!silent.isEmpty()) {
                return gone(silent);
            }
            sleep();
        }
        List<Integer> late = without("lost");
        return late.isEmpty()
                ? new VavlException(
                        "the connection between the ranks broke: " + RankStore.firstLine(cause) + GOES_ON, cause)
                : new VavlException(
                        names(late) + " did not come along within "
                                + settings.timeout().toSeconds() + " s" + GOES_ON,
                        cause);
    }

    private VavlException gone(List<Integer> silent) {
        return new VavlException(names(silent) + " ended or does not answer any more" + GOES_ON);
    }

    private String names(List<Integer> ranks) {
        return ranks.stream().map(this::name).collect(Collectors.joining(", "));
    }

    private String name(int rank) {
        Optional<String> who = store.get(key("who", rank));
        return "rank " + rank + who.map(where -> " (" + where + ")").orElse("");
    }

    @Override
    public void close() {
        closed = true;
        beat.interrupt();
        try {
            beat.join(BEAT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
