package org.vavl.features.vision.tracking;

import org.vavl.features.Image;
import org.vavl.features.vision.tracking.ShotBoundaryDetector.Boundary;

/**
 * In which of a video's pictures faces are looked for everywhere: as often as the settings say, right behind each cut, and right behind blank
 * pictures. It depends on the pictures alone, and not on what is found, so that it is known before.
 */
public final class DetectionSchedule {
    private final double searchSeconds;
    private final ShotBoundaryDetector cuts = new ShotBoundaryDetector();
    private double next = Double.NEGATIVE_INFINITY;

    /** What becomes of a picture. */
    enum Step {
        /** The video is cut right before it, and faces are looked for everywhere. */
        CUT,
        /** A flash ends right before it, and faces are looked for everywhere. */
        RETURN,
        /** Faces are looked for everywhere. */
        SEARCH,
        /** Faces are looked for where they were, if at all. */
        FOLLOW,
        /** There is nothing to see. */
        BLANK,
        /** It lies before the part of the video in which faces are looked for. */
        PASS;

        /** Whether faces are looked for everywhere. */
        boolean isSearch() {
            return this == CUT || this == RETURN || this == SEARCH;
        }
    }

    public DetectionSchedule(TrackingSettings settings) {
        searchSeconds = settings.searchSeconds();
    }

    /** What becomes of the next picture. */
    public Step next(double seconds, Image image) {
        Boundary boundary = cuts.next(seconds, image);
        if (boundary == Boundary.BLANK) {
            next = Double.NEGATIVE_INFINITY;
            return Step.BLANK;
        }
        if (boundary == Boundary.NONE && seconds < next - FaceTracker.ROUNDING_SECONDS) {
            return Step.FOLLOW;
        }
        next = seconds + searchSeconds;
        return switch (boundary) {
            case CUT -> Step.CUT;
            case RETURN -> Step.RETURN;
            default -> Step.SEARCH;
        };
    }
}
