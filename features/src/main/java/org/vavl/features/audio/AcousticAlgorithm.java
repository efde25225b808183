package org.vavl.features.audio;

import java.util.Arrays;
import java.util.Optional;

/** How settings become values. An algorithm never changes, since features and models name it; what is done better is a new one. */
enum AcousticAlgorithm {
    /** Every frame that is loud for its clip, or lies between such frames, is valid; every frame has a pitch. */
    FIRST("1"),

    /**
     * A frame of digital silence is never valid, be it between others. A window has a pitch only if its autocorrelation rises again to a top, which
     * that of a rumble below the lowest pitch does not.
     */
    SECOND("2");

    private final String number;

    AcousticAlgorithm(String number) {
        this.number = number;
    }

    /** What new features are made by. */
    static AcousticAlgorithm latest() {
        return SECOND;
    }

    /** As versions begin. */
    String number() {
        return number;
    }

    /** The algorithm of a version's number; empty if there is none. */
    static Optional<AcousticAlgorithm> of(String number) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.number.equals(number))
                .findFirst();
    }

    /** Whether frames without anything in them are never valid. */
    boolean leavesOutTheFloor() {
        return this != FIRST;
    }

    /** Whether a window can be without a pitch. */
    boolean requiresATop() {
        return this != FIRST;
    }
}
