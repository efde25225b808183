package org.vavl.features.audio;

/**
 * Whether a clip's frames are summed up, so that every clip has as many, however long it is. Of use for short clips of which a
 * corpus has few.
 *
 * @param segments 0 for the frames as they are; else the valid frames are cut into so many stretches of the same length, and each stretch's
 *     mean is one frame
 * @param statistics whether every frame also has columns with statistics of the whole clip (see {@link Functionals})
 */
public record SummarySettings(int segments, boolean statistics) {
    private static final SummarySettings DEFAULTS = new SummarySettings(0, false);

    /** Checks the range. */
    public SummarySettings {
        if (segments < 0 || segments > 10_000) {
            throw new IllegalArgumentException("segments is " + segments + ", and must be 0 to 10000");
        }
    }

    /** The frames as they are. */
    public static SummarySettings defaults() {
        return DEFAULTS;
    }
}
