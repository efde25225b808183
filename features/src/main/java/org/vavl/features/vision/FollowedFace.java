package org.vavl.features.vision;

import java.util.List;
import org.vavl.features.vision.image.Box;

/**
 * One face in a video, as far as it was gone through.
 *
 * @param number its own in the video
 * @param prominence its area in square pixels times the seconds that it is there
 * @param spans when it is there, in their order; gaps of up to half a second are left out; none where a part of the video was looked at, and the face is beside it
 * @param places where it is, about once a second; near the ends of a part of a video, where its neighbours know the face, too, more often, at times that all parts have in common
 * @param width of the pictures, in pixels
 * @param height of the pictures, in pixels
 */
public record FollowedFace(int number, double prominence, List<Span> spans, List<Place> places, int width, int height) {
    /** A stretch of time, in seconds from the video's begin. */
    public record Span(double begin, double end) {}

    /** A face's box at a time in seconds, in pixels of the upright picture. */
    public record Place(double seconds, Box box) {}

    /** Copies the lists. */
    public FollowedFace {
        spans = List.copyOf(spans);
        places = List.copyOf(places);
    }

    /** How long it is there, in seconds. */
    public double seconds() {
        return spans.stream().mapToDouble(span -> span.end() - span.begin()).sum();
    }
}
