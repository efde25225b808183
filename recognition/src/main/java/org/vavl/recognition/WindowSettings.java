package org.vavl.recognition;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import org.vavl.core.VavlException;

/**
 * How a recording is gone through.
 *
 * @param seconds how long a window is, {@value #SHORTEST} to {@value #LONGEST}
 * @param stepSeconds from the begin of a window to that of the next one, {@value #SHORTEST_STEP} to {@code seconds}
 * @param maximumWholeSeconds up to which length a recording is recognised as a whole, as a clip of a corpus is; a longer one's answer is the mean
 *     of its windows'
 * @param timelineForShortRecordings whether recordings that are recognised as a whole have a timeline, too, if they are longer than a window
 * @param explained whether the recognition tells which modalities and which times made it, for which the network is asked again without each
 * @param segmentation what the timeline is of: windows, utterances or given segments; the two last are answered for in short recordings, too
 */
public record WindowSettings(
        double seconds,
        double stepSeconds,
        double maximumWholeSeconds,
        boolean timelineForShortRecordings,
        boolean explained,
        Segmentation segmentation) {
    private static final double SHORTEST = 0.5;
    private static final double LONGEST = 150; // at 100 frames a second, what networks take at once
    private static final double SHORTEST_STEP = 0.1;
    private static final WindowSettings DEFAULTS =
            new WindowSettings(3, 1, 15, false, false, new Segmentation.Windows());

    /** Checks the lengths. */
    public WindowSettings {
        require(seconds >= SHORTEST && seconds <= LONGEST, "window", seconds, SHORTEST + " to " + LONGEST);
        require(
                stepSeconds >= SHORTEST_STEP && stepSeconds <= seconds,
                "step",
                stepSeconds,
                SHORTEST_STEP + " to the window's " + seconds);
        require(
                maximumWholeSeconds >= 0 && maximumWholeSeconds <= LONGEST,
                "whole",
                maximumWholeSeconds,
                "0 to " + LONGEST);
    }

    private static void require(boolean right, String name, double value, String range) {
        if (!right) {
            throw new VavlException("the " + name + " is " + value + " s, and must be " + range + " s");
        }
    }

    /** 3 s every second; up to 15 s as a whole. */
    public static WindowSettings defaults() {
        return DEFAULTS;
    }

    /**
     * Windows as they are asked for: the defaults without a timeline of short recordings if neither length is, else with it.
     *
     * @param seconds a window's length; empty for the default
     * @param stepSeconds from one to the next; empty for a third of a window
     * @throws VavlException if a length is out of its range
     */
    public static WindowSettings timeline(OptionalDouble seconds, OptionalDouble stepSeconds) {
        if (seconds.isEmpty() && stepSeconds.isEmpty()) {
            return DEFAULTS;
        }
        double length = seconds.orElse(DEFAULTS.seconds());
        return DEFAULTS.of(length, stepSeconds.orElse(length / 3)).withTimelineForShortRecordings();
    }

    /** Windows of this length; a recording that is no longer than one is recognised as a whole. */
    public WindowSettings of(double seconds, double stepSeconds) {
        return new WindowSettings(
                seconds,
                stepSeconds,
                Math.max(maximumWholeSeconds, seconds),
                timelineForShortRecordings,
                explained,
                segmentation);
    }

    /** The same with a timeline of short recordings. */
    public WindowSettings withTimelineForShortRecordings() {
        return new WindowSettings(seconds, stepSeconds, maximumWholeSeconds, true, explained, segmentation);
    }

    /** The same with explanations. */
    public WindowSettings withExplanations() {
        return new WindowSettings(
                seconds, stepSeconds, maximumWholeSeconds, timelineForShortRecordings, true, segmentation);
    }

    /** The same divided in another way. */
    public WindowSettings withSegmentation(Segmentation newSegmentation) {
        return new WindowSettings(
                seconds, stepSeconds, maximumWholeSeconds, timelineForShortRecordings, explained, newSegmentation);
    }

    /** Whether recordings have a timeline, too, that are recognised as a whole. */
    public boolean dividesShortRecordings() {
        return timelineForShortRecordings || !(segmentation instanceof Segmentation.Windows);
    }

    /** Whether a recording of a length is divided that is recognised as a whole, too. */
    boolean divides(double length) {
        return dividesShortRecordings() && (length > seconds || !(segmentation instanceof Segmentation.Windows));
    }

    /** What it is divided into, for people. */
    String noun() {
        if (segmentation instanceof Segmentation.Windows) {
            return "windows of "
                    + BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString() + " s";
        }
        return segmentation instanceof Segmentation.Utterances ? "utterances" : "segments";
    }

    double begin(long window) {
        return window * stepSeconds;
    }
}
