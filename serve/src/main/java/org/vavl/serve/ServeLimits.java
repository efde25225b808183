package org.vavl.serve;

import java.time.Duration;
import org.vavl.core.VavlException;

/**
 * How much a server does at a time.
 *
 * @param uploadBytes the most of a recording that is sent
 * @param uploadBytesInAll the most of all recordings that are there at a time
 * @param working how many recordings are recognised at a time
 * @param waiting how many more may wait for it
 * @param results how many results of jobs are kept
 * @param resultsKept for how long
 * @param patience for how long a request waits for its answer before it is told of the job
 * @param streams how many live streams there are at a time
 * @param streamIdle after how long without anything a stream is ended
 * @param connections how many there are at a time
 * @param ending for how long requests under way may go on when the server ends
 */
public record ServeLimits(
        long uploadBytes,
        long uploadBytesInAll,
        int working,
        int waiting,
        int results,
        Duration resultsKept,
        Duration patience,
        int streams,
        Duration streamIdle,
        int connections,
        Duration ending) {
    private static final long MEGABYTE = 1 << 20;

    /** Checks that each is above 0. */
    public ServeLimits {
        require(uploadBytes, "bytes of an upload");
        require(uploadBytesInAll, "bytes of all uploads");
        require(working, "recordings at a time");
        require(waiting, "recordings that wait");
        require(results, "results");
        require(streams, "streams");
        require(connections, "connections");
    }

    private static void require(long value, String what) {
        if (value < 1) {
            throw new VavlException("the most " + what + " is " + value + ", and must be above 0");
        }
    }

    /** 512 MB a recording, 2 GB in all, as many at a time as there are processors, 32 more that wait, 64 results for 10 minutes, 8 streams. */
    public static ServeLimits defaults() {
        return new ServeLimits(
                512 * MEGABYTE,
                2048 * MEGABYTE,
                Runtime.getRuntime().availableProcessors(),
                32,
                64,
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                8,
                Duration.ofSeconds(30),
                512,
                Duration.ofSeconds(12));
    }

    /** The same with other uploads; four times as much in all. */
    public ServeLimits withUploadBytes(long bytes) {
        return new ServeLimits(
                bytes,
                4 * bytes,
                working,
                waiting,
                results,
                resultsKept,
                patience,
                streams,
                streamIdle,
                connections,
                ending);
    }

    /** The same with so many recordings at a time, and so many that wait. */
    public ServeLimits withWorking(int newWorking, int newWaiting) {
        return new ServeLimits(
                uploadBytes,
                uploadBytesInAll,
                newWorking,
                newWaiting,
                results,
                resultsKept,
                patience,
                streams,
                streamIdle,
                connections,
                ending);
    }

    /** The same with another patience. */
    public ServeLimits withPatience(Duration newPatience) {
        return new ServeLimits(
                uploadBytes,
                uploadBytesInAll,
                working,
                waiting,
                results,
                resultsKept,
                newPatience,
                streams,
                streamIdle,
                connections,
                ending);
    }

    /** The same with results kept for another time. */
    public ServeLimits withResultsKept(Duration time) {
        return new ServeLimits(
                uploadBytes,
                uploadBytesInAll,
                working,
                waiting,
                results,
                time,
                patience,
                streams,
                streamIdle,
                connections,
                ending);
    }

    /** The same with other streams. */
    public ServeLimits withStreams(int most, Duration idle) {
        return new ServeLimits(
                uploadBytes,
                uploadBytesInAll,
                working,
                waiting,
                results,
                resultsKept,
                patience,
                most,
                idle,
                connections,
                ending);
    }

    /** The same with another time for what is under way when the server ends. */
    public ServeLimits withEnding(Duration time) {
        return new ServeLimits(
                uploadBytes,
                uploadBytesInAll,
                working,
                waiting,
                results,
                resultsKept,
                patience,
                streams,
                streamIdle,
                connections,
                time);
    }
}
