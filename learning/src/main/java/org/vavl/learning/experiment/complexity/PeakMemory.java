package org.vavl.learning.experiment.complexity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialRunner;

/**
 * The memory of a process at its highest, as Linux counts it, while a network is made and answers.
 *
 * @param peak resident bytes at the highest: Java, libtorch and the network
 * @param added how much of that came with the network and its answer, in bytes
 */
public record PeakMemory(long peak, long added) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path RESET = Path.of("/proc/self/clear_refs");

    /** What Linux takes as the order to forget the highest until now. */
    private static final String FORGET_HIGHEST = "5";

    private static final long KILOBYTE = 1024;

    /** Measures a network somewhere. */
    @FunctionalInterface
    public interface Measurement {
        /**
         * The peak while a trial's network is made, with drawn parameters, and answers.
         *
         * @return empty where the system does not say
         */
        Optional<PeakMemory> of(Trial trial, TrialRunner runner);
    }

    /**
     * Measures this process while it does something. What was freed before and is kept for later use is found again, so that only the first
     * measurement of a process is right.
     *
     * @return empty where the system does not say
     */
    static Optional<PeakMemory> during(Runnable something) {
        OptionalLong before = kilobytes("VmRSS");
        if (before.isEmpty() || !forgetHighest()) {
            return Optional.empty();
        }
        something.run();
        long peak = kilobytes("VmHWM").orElseThrow();
        return Optional.of(new PeakMemory(KILOBYTE * peak, KILOBYTE * Math.max(0, peak - before.getAsLong())));
    }

    private static boolean forgetHighest() {
        try {
            Files.writeString(RESET, FORGET_HIGHEST);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static OptionalLong kilobytes(String what) {
        try {
            Matcher line = Pattern.compile(what + ":\\s+(\\d+) kB").matcher(Files.readString(STATUS));
            return line.find() ? OptionalLong.of(Long.parseLong(line.group(1))) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** One line: two numbers. */
    public String text() {
        return peak + " " + added;
    }

    /**
     * Reads what {@link #text} writes.
     *
     * @throws VavlException if it is something else
     */
    public static PeakMemory parse(String text) {
        Matcher numbers = Pattern.compile("(\\d{1,18}) (\\d{1,18})").matcher(text);
        if (!numbers.matches()) {
            throw new VavlException("'" + text + "' is no measurement of memory");
        }
        return new PeakMemory(Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2)));
    }
}
