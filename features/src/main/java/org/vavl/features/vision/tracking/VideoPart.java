package org.vavl.features.vision.tracking;

/**
 * A part of a video that is looked at by itself, while others look at what is before and behind it. Faces are looked for from
 * {@value #OVERLAP_SECONDS} s before it on, so that in the part they are followed as in the whole video: a tracker remembers nothing for longer. What it
 * tells of faces is of the part alone.
 *
 * @param begin in seconds; negative infinity for the video's begin
 * @param end in seconds, behind it; infinity for the video's end
 */
public record VideoPart(double begin, double end) {
    /** More than {@link FaceTracker} remembers a face that has left, or that a cut has hidden. */
    public static final double OVERLAP_SECONDS = 35;

    /** All of a video. */
    public static final VideoPart WHOLE = new VideoPart(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Checks the order. */
    public VideoPart {
        if (!(begin < end)) {
            throw new IllegalArgumentException(
                    "a part of a video from " + begin + " to " + end + " s: must end behind its begin");
        }
    }

    /** From when on faces are looked for, in seconds. */
    public double lookFrom() {
        return begin - OVERLAP_SECONDS;
    }

    /** Whether a time is in the part. */
    public boolean contains(double seconds) {
        return seconds >= begin && seconds < end;
    }

    /** Whether a time is so near to the part's begin or end that the neighbouring part, too, knows where faces are. */
    public boolean isShared(double seconds) {
        return Math.abs(seconds - begin) <= OVERLAP_SECONDS || Math.abs(seconds - end) <= OVERLAP_SECONDS;
    }
}
