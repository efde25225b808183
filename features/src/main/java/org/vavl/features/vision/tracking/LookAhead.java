package org.vavl.features.vision.tracking;

/**
 * How far behind a time a video is looked at before faces up to that time are taken as known.
 *
 * @param settled whether a face's place is waited for until no later detection can change it; otherwise it is taken as it is known, and faces
 *     that come between two detections are known with the second one
 * @param detections detections in whole frames that run ahead on a thread of their own; 0 for none
 */
public record LookAhead(boolean settled, int detections) {
    /** For recordings: every face is where all detections around it say, and detection runs ahead. */
    public static final LookAhead FULL = new LookAhead(true, 2);

    /** For live video: nothing is waited for. */
    public static final LookAhead NONE = new LookAhead(false, 0);

    /** Checks the number. */
    public LookAhead {
        if (detections < 0) {
            throw new IllegalArgumentException("detections ahead are " + detections + ", and must be 0 or more");
        }
    }

    /** Of a detection, how far away in time others change where the face is taken to be, and a margin, in seconds. */
    double reachSeconds(TrackingSettings settings) {
        return settled
                ? 2 * (settings.searchSeconds() + settings.bridgeSeconds() + settings.smoothingSeconds()) + 0.5
                : 0;
    }

    /** How far detections run ahead, in seconds of the video. */
    double searchesSeconds(TrackingSettings settings) {
        return detections * settings.searchSeconds();
    }

    /**
     * How far behind a time frames are taken before the faces up to it are known, at the most, in seconds of the video.
     *
     * @param frameRate frames per second
     */
    public double delaySeconds(TrackingSettings settings, double frameRate) {
        return reachSeconds(settings) + searchesSeconds(settings) + (VideoFrameReader.MOST_AHEAD + 2) / frameRate;
    }
}
