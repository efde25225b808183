package org.vavl.features.vision.tracking;

import org.vavl.features.Image;

/**
 * In which of a video's pictures faces are looked for everywhere: as often as the settings say, and right behind each cut. It depends on the
 * pictures alone, and not on what is found, so that it is known before.
 */
public final class DetectionSchedule {
    private final double searchSeconds;
    private final ShotBoundaryDetector cuts = new ShotBoundaryDetector();
    private double next = Double.NEGATIVE_INFINITY;

    /** What becomes of a picture. */
    enum Step {
        /** The video is cut right before it, and faces are looked for everywhere. */
        CUT,
        /** Faces are looked for everywhere. */
        SEARCH,
        /** Faces are looked for where they were, if at all. */
        FOLLOW
    }

    public DetectionSchedule(TrackingSettings settings) {
        searchSeconds = settings.searchSeconds();
    }

    /** What becomes of the next picture. */
    public Step next(double seconds, Image image) {
        boolean cut = cuts.isShotBoundary(image);
        if (!cut && seconds < next - FaceTracker.ROUNDING_SECONDS) {
            return Step.FOLLOW;
        }
        next = seconds + searchSeconds;
        return cut ? Step.CUT : Step.SEARCH;
    }
}
