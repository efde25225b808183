package org.vavl.features.vision;

import org.vavl.features.vision.tracking.FaceSelection;
import org.vavl.features.vision.tracking.TrackingSettings;

/**
 * How the face of a video is found, whatever describes it.
 *
 * @param tracking how faces are followed
 * @param face which of several faces speaks for the clip
 */
public record VisualSettings(TrackingSettings tracking, FaceSelection face) {
    private static final VisualSettings DEFAULTS =
            new VisualSettings(TrackingSettings.defaults(), FaceSelection.defaults());

    /** The most prominent face. */
    public static VisualSettings defaults() {
        return DEFAULTS;
    }
}
