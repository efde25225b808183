package org.vavl.vision;

/**
 * How faces are followed over time.
 *
 * @param detectionSeconds how often faces are looked for; 0 for in every frame
 * @param bridgeSeconds between two detections of a face that are at most so far apart, it is taken to have moved evenly from the one to the
 *     other; after that, it is lost
 * @param smoothingSeconds over how long a face's place is averaged, so that detectors' jitter does not become movement; 0 for not at
 *     all
 */
public record TrackingSettings(double detectionSeconds, double bridgeSeconds, double smoothingSeconds) {
    /** How seldom faces may be looked for, in seconds; see {@link #lookingEvery}. */
    public static final double SELDOMEST = 1;

    private static final double LONGEST = 5;
    private static final TrackingSettings DEFAULTS = new TrackingSettings(0.1, 0.3, 0.2);

    /** Checks the ranges. */
    public TrackingSettings {
        if (!(detectionSeconds >= 0 && detectionSeconds <= bridgeSeconds && bridgeSeconds <= LONGEST)) {
            throw new IllegalArgumentException("faces are looked for every " + detectionSeconds + " s and followed for "
                    + bridgeSeconds + " s: must be 0 or more, and at least that and at most " + LONGEST);
        }
        if (!(smoothingSeconds >= 0 && smoothingSeconds <= LONGEST)) {
            throw new IllegalArgumentException(
                    "faces are averaged over " + smoothingSeconds + " s: must be 0 to " + LONGEST);
        }
    }

    /**
     * The defaults, but for how often faces are looked for; they are followed over twice that time if it is longer, since the next
     * picture may come a little later.
     *
     * @param detectionSeconds 0 to {@value #SELDOMEST}
     */
    public static TrackingSettings lookingEvery(double detectionSeconds) {
        if (!(detectionSeconds >= 0 && detectionSeconds <= SELDOMEST)) {
            throw new IllegalArgumentException(
                    "faces are looked for every " + detectionSeconds + " s: must be 0 to " + SELDOMEST);
        }
        return new TrackingSettings(
                detectionSeconds,
                Math.max(DEFAULTS.bridgeSeconds(), 2 * detectionSeconds),
                DEFAULTS.smoothingSeconds());
    }

    /** Looked for every 0.1 s, followed over 0.3 s, averaged over 0.2 s. */
    public static TrackingSettings defaults() {
        return DEFAULTS;
    }
}
