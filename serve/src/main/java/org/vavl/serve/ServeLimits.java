package org.vavl.serve;

import java.time.Duration;
import java.util.Map;
import org.vavl.core.VavlException;

/**
 * How much a server does at a time.
 *
 * @param uploads the recordings that are sent
 * @param recognitions what is done with them
 * @param streams live streams
 * @param batchWait for how long an inference from features waits for others that come at the same time, so as to be made with them; 0 for not at all
 * @param connections how many there are at a time
 * @param ending for how long requests under way may go on when the server ends
 */
public record ServeLimits(
        Uploads uploads,
        Recognitions recognitions,
        Streams streams,
        Duration batchWait,
        int connections,
        Duration ending) {
    private static final long MEGABYTE = 1 << 20;
    private static final Duration LONGEST_BATCH_WAIT = Duration.ofSeconds(1);

    /** Checks that there may be a connection, and that waiting is bounded. */
    public ServeLimits {
        requirePositive(Map.of("connections", (long) connections));
        requireTimes(Map.of("time for requests under way", ending, "time that an inference waits", batchWait));
        if (batchWait.compareTo(LONGEST_BATCH_WAIT) > 0) {
            throw new VavlException("the time that an inference waits is " + batchWait.toMillis()
                    + " ms, and must be at most " + LONGEST_BATCH_WAIT.toMillis() + " ms");
        }
    }

    /**
     * Of recordings that are sent.
     *
     * @param bytes the most of one
     * @param bytesInAll the most of all that are there at a time
     */
    public record Uploads(long bytes, long bytesInAll) {
        /** Checks that each is above 0. */
        public Uploads {
            requirePositive(Map.of("bytes of an upload", bytes, "bytes of all uploads", bytesInAll));
        }

        /** Of at most so many bytes each, and four times as many in all. */
        public static Uploads ofAtMost(long bytes) {
            return new Uploads(bytes, 4 * bytes);
        }
    }

    /**
     * Of recordings that are recognised.
     *
     * @param working how many at a time
     * @param waiting how many more may wait for it
     * @param results how many results of jobs are kept
     * @param resultsKept for how long
     * @param patience for how long a request waits for its answer before it is told of the job
     */
    public record Recognitions(int working, int waiting, int results, Duration resultsKept, Duration patience) {
        /** Checks that there may be some of each. */
        public Recognitions {
            requirePositive(Map.of(
                    "recordings at a time", (long) working,
                    "recordings that wait", (long) waiting,
                    "results", (long) results));
            requireTimes(Map.of("time that results are kept", resultsKept, "time that a request waits", patience));
        }
    }

    /**
     * Of live streams.
     *
     * @param most how many there are at a time
     * @param idle after how long without anything one is ended
     */
    public record Streams(int most, Duration idle) {
        /** Checks that there may be one. */
        public Streams {
            requirePositive(Map.of("streams", (long) most));
            requireTimes(Map.of("time that a stream is idle", idle));
        }
    }

    private static void requirePositive(Map<String, Long> values) {
        values.forEach((what, value) -> {
            if (value < 1) {
                throw new VavlException("the most " + what + " is " + value + ", and must be above 0");
            }
        });
    }

    private static void requireTimes(Map<String, Duration> times) {
        times.forEach((what, time) -> {
            if (time.isNegative()) {
                throw new VavlException("the " + what + " is " + time.toMillis() + " ms, and must be 0 or more");
            }
        });
    }

    /**
     * 512 MB a recording, 2 GB in all, as many at a time as there are processors, 32 more that wait, 64 results for 10 minutes, 8 streams, 5 ms for an
     * inference to wait for others.
     */
    public static ServeLimits defaults() {
        return new ServeLimits(
                Uploads.ofAtMost(512 * MEGABYTE),
                new Recognitions(
                        Runtime.getRuntime().availableProcessors(),
                        32,
                        64,
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(30)),
                new Streams(8, Duration.ofSeconds(30)),
                Duration.ofMillis(5),
                512,
                Duration.ofSeconds(12));
    }

    /** The same with other uploads. */
    public ServeLimits with(Uploads others) {
        return new ServeLimits(others, recognitions, streams, batchWait, connections, ending);
    }

    /** The same with other recognitions. */
    public ServeLimits with(Recognitions others) {
        return new ServeLimits(uploads, others, streams, batchWait, connections, ending);
    }

    /** The same with other streams. */
    public ServeLimits with(Streams others) {
        return new ServeLimits(uploads, recognitions, others, batchWait, connections, ending);
    }

    /** The same with another time for inferences to wait for each other. */
    public ServeLimits withBatchWait(Duration time) {
        return new ServeLimits(uploads, recognitions, streams, time, connections, ending);
    }

    /** The same with other connections. */
    public ServeLimits withConnections(int most) {
        return new ServeLimits(uploads, recognitions, streams, batchWait, most, ending);
    }

    /** The same with another time for what is under way when the server ends. */
    public ServeLimits withEnding(Duration time) {
        return new ServeLimits(uploads, recognitions, streams, batchWait, connections, time);
    }
}
