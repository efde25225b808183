package org.vavl.features.vision.tracking;

/**
 * How faces are followed over time.
 *
 * @param searchSeconds how often faces are looked for in the whole picture; 0 for in every frame
 * @param detectionSeconds how often they are looked for where they were shortly before; 0 for in every frame
 * @param bridgeSeconds between two detections of a face that are at most so far apart, it is taken to have moved evenly from the one to the
 *     other; after that, it is lost
 * @param smoothingSeconds over how long a face's place is averaged, so that detectors' jitter does not become movement; 0 for not at
 *     all
 */
public record TrackingSettings(
        double searchSeconds, double detectionSeconds, double bridgeSeconds, double smoothingSeconds) {
    /** How seldom faces may be looked for, in seconds; see {@link #withDetectionInterval}. */
    public static final double SELDOMEST = 1;

    private static final double LONGEST = 5;
    private static final TrackingSettings DEFAULTS = new TrackingSettings(0.3, 0.1, 0.3, 0.2);

    /** Checks the ranges. */
    public TrackingSettings {
        if (!(detectionSeconds >= 0 && detectionSeconds <= bridgeSeconds && bridgeSeconds <= LONGEST)) {
            throw new IllegalArgumentException("faces are looked for every " + detectionSeconds + " s and followed for "
                    + bridgeSeconds + " s: must be 0 or more, and at least that and at most " + LONGEST);
        }
        if (!(searchSeconds >= detectionSeconds && searchSeconds <= LONGEST)) {
            throw new IllegalArgumentException("faces are looked for in the whole picture every " + searchSeconds
                    + " s: must be at least the " + detectionSeconds + " s of where they were, and at most " + LONGEST);
        }
        if (!(smoothingSeconds >= 0 && smoothingSeconds <= LONGEST)) {
            throw new IllegalArgumentException(
                    "faces are averaged over " + smoothingSeconds + " s: must be 0 to " + LONGEST);
        }
    }

    /**
     * The defaults, but for how often faces are looked for where they were. If that is more seldom than in the whole picture by default,
     * the whole picture is searched as seldom; if it is 0, every whole picture is. Faces are followed over twice that time if it is longer,
     * since the next picture may come a little later.
     *
     * @param detectionSeconds 0 to {@value #SELDOMEST}
     */
    public static TrackingSettings withDetectionInterval(double detectionSeconds) {
        if (!(detectionSeconds >= 0 && detectionSeconds <= SELDOMEST)) {
            throw new IllegalArgumentException(
                    "faces are looked for every " + detectionSeconds + " s: must be 0 to " + SELDOMEST);
        }
        return new TrackingSettings(
                detectionSeconds == 0 ? 0 : Math.max(DEFAULTS.searchSeconds(), detectionSeconds),
                detectionSeconds,
                Math.max(DEFAULTS.bridgeSeconds(), 2 * detectionSeconds),
                DEFAULTS.smoothingSeconds());
    }

    /** Looked for every 0.3 s, where they were every 0.1 s, followed over 0.3 s, averaged over 0.2 s. */
    public static TrackingSettings defaults() {
        return DEFAULTS;
    }
}
