package org.vavl.features.media;

/**
 * What a media file may cost before it is given up with a {@link org.vavl.core.VavlException}.
 *
 * @param maximumSeconds the longest sound or video that is read, in seconds
 * @param patienceSeconds how long opening the file, and then each of its packets, may take, in seconds
 * @param probeBytes how far the file is read to find out what it holds, in bytes
 */
public record MediaLimits(double maximumSeconds, double patienceSeconds, long probeBytes) {
    private static final MediaLimits DEFAULTS = new MediaLimits(3 * 3600, 30, 20_000_000);

    /** Checks that all are above 0 (patience may be 0). */
    public MediaLimits {
        if (!(maximumSeconds > 0) || !(patienceSeconds >= 0) || probeBytes < 32) {
            throw new IllegalArgumentException(
                    "media limits of " + maximumSeconds + " s, " + patienceSeconds + " s of patience and " + probeBytes
                            + " bytes to probe: must be above 0, 0 or more, and 32 or more");
        }
    }

    /** Three hours, half a minute of patience, 20 MB to probe. */
    public static MediaLimits defaults() {
        return DEFAULTS;
    }
}
