package org.vavl.features.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is wrong with a file's sound or video, as far as it was read.
 *
 * @param kind which of the two
 * @param skippedPackets packets that could not be read or decoded at all
 * @param damagedFrames pictures, or pieces of sound, that FFmpeg decoded and says are damaged: it conceals what it cannot decode
 * @param errors what FFmpeg reported as errors while it read and decoded
 * @param silentSeconds how much silence stands for sound that is missing; 0 for video
 * @param seconds how long the stream was, from where the file begins
 * @param statedSeconds how long the file says that it is; empty if it does not say, or was not read to its end
 */
public record MediaReport(
        Kind kind,
        int skippedPackets,
        int damagedFrames,
        int errors,
        double silentSeconds,
        double seconds,
        OptionalDouble statedSeconds) {
    /** Ends differ by so much without anything missing: codecs add and cut off a frame or two, and times are rounded. */
    static final double TOLERATED_SECONDS = 0.15;

    /** A stream of media. */
    public enum Kind {
        /** Samples. */
        SOUND("its sound"),
        /** Pictures. */
        VIDEO("its video");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** Whether FFmpeg reported any damage, or the end is missing. */
    public boolean isDamaged() {
        return skippedPackets > 0 || damagedFrames > 0 || errors > 0 || isCutOff();
    }

    /** Whether the file says that the stream is longer than it is. */
    public boolean isCutOff() {
        return statedSeconds.isPresent() && seconds < statedSeconds.getAsDouble() - TOLERATED_SECONDS;
    }

    /** All that is wrong in one line without the file's name; empty if nothing is. */
    public Optional<String> warning() {
        List<String> parts = new ArrayList<>();
        if (skippedPackets > 0) {
            parts.add(count(skippedPackets, "damaged packet") + " of " + kind.words
                    + (skippedPackets == 1 ? " was" : " were") + " skipped"
                    + (silentSeconds >= 0.005 ? format("; silence stands for %.2f s", silentSeconds) : ""));
        }
        if (damagedFrames > 0) {
            parts.add(
                    kind == Kind.VIDEO
                            ? count(damagedFrames, "picture") + (damagedFrames == 1 ? " is" : " are")
                                    + " damaged, in which no face is looked for"
                            : count(damagedFrames, "piece") + " of " + kind.words
                                    + (damagedFrames == 1 ? " is" : " are") + " damaged");
        }
        if (parts.isEmpty() && errors > 0) {
            parts.add("FFmpeg found " + count(errors, "error") + " in " + kind.words
                    + (kind == Kind.VIDEO
                            ? ", so that what it shows may be wrong"
                            : ", so that what is heard may be wrong"));
        }
        if (isCutOff()) {
            parts.add(kind.words
                    + format(" ends after %.2f s", seconds)
                    + format("; its header says %.2f s", statedSeconds.getAsDouble()));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String format(String text, double seconds) {
        return String.format(Locale.ROOT, text, seconds);
    }
}
