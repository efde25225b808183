package org.vavl.features.vision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.features.vision.FollowedFace.Place;
import org.vavl.features.vision.FollowedFace.Span;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.tracking.VideoPart;

/** Notes when and where a video's faces are, little of each. */
final class FaceLog {
    /** Where neighbouring parts of a video compare what they noted, at times that are multiples of this. */
    private static final double SHARED_PLACE_EVERY_SECONDS = 0.2;

    private final Map<Integer, Entry> entries = new LinkedHashMap<>();
    private VideoPart part = VideoPart.WHOLE;
    private int width;
    private int height;

    private static final class Entry {
        private final FacePresence presence = new FacePresence();
        private double prominence;
    }

    /** Notes when faces are there, and how prominent they are, in a part of the video alone; and more often where they are near its begin and end. */
    void noteOnly(VideoPart newPart) {
        part = newPart;
    }

    /** The size of the pictures that come next. */
    void size(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
    }

    /** A face is at a place between two times, which are behind all those before. */
    void add(int number, Box box, double begin, double end) {
        FacePresence presence = entries.computeIfAbsent(number, none -> new Entry()).presence;
        if (part.contains(begin)) {
            presence.addSpan(new Span(begin, end));
        }
        Place place = new Place(begin, box);
        if (!part.isShared(begin)) {
            presence.addPlaceIfDue(place);
        } else if (isAtSharedTime(begin, end)) {
            presence.addPlace(place);
        }
    }

    /** Whether a picture is shown at a time that all parts of the video have in common. */
    private static boolean isAtSharedTime(double begin, double end) {
        return Math.ceil(begin / SHARED_PLACE_EVERY_SECONDS) < end / SHARED_PLACE_EVERY_SECONDS;
    }

    /** How prominent a face is by now. */
    void rate(int number, double prominence) {
        Entry entry = entries.get(number);
        if (entry != null) {
            entry.prominence = prominence;
        }
    }

    /** The faces, the most prominent first. */
    List<FollowedFace> faces() {
        List<FollowedFace> faces = new ArrayList<>();
        entries.forEach((number, entry) -> faces.add(new FollowedFace(
                number, entry.prominence, entry.presence.spans(), entry.presence.places(), width, height)));
        faces.sort(Comparator.comparingDouble(FollowedFace::prominence).reversed());
        return faces;
    }
}
