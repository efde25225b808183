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
    private static final double SAME_SPAN_SECONDS = 0.5;
    private static final double PLACE_EVERY_SECONDS = 1;

    /** Where neighbouring parts of a video compare what they noted, at times that are multiples of this. */
    private static final double SHARED_PLACE_EVERY_SECONDS = 0.2;

    private final Map<Integer, Entry> entries = new LinkedHashMap<>();
    private VideoPart part = VideoPart.WHOLE;
    private int width;
    private int height;

    private static final class Entry {
        private final List<Span> spans = new ArrayList<>();
        private final List<Place> places = new ArrayList<>();
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
        Entry entry = entries.computeIfAbsent(number, none -> new Entry());
        if (part.contains(begin)) {
            addSpan(entry, begin, end);
        }
        if (part.isShared(begin) ? isAtSharedTime(begin, end) : isPlaceDue(entry, begin)) {
            entry.places.add(new Place(begin, box));
        }
    }

    private static boolean isPlaceDue(Entry entry, double begin) {
        return entry.places.isEmpty()
                || begin >= entry.places.get(entry.places.size() - 1).seconds() + PLACE_EVERY_SECONDS;
    }

    /** Whether a picture is shown at a time that all parts of the video have in common. */
    private static boolean isAtSharedTime(double begin, double end) {
        return Math.ceil(begin / SHARED_PLACE_EVERY_SECONDS) < end / SHARED_PLACE_EVERY_SECONDS;
    }

    private static void addSpan(Entry entry, double begin, double end) {
        int last = entry.spans.size() - 1;
        if (last >= 0 && begin - entry.spans.get(last).end() <= SAME_SPAN_SECONDS) {
            entry.spans.set(last, new Span(entry.spans.get(last).begin(), end));
        } else {
            entry.spans.add(new Span(begin, end));
        }
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
        entries.forEach((number, entry) ->
                faces.add(new FollowedFace(number, entry.prominence, entry.spans, entry.places, width, height)));
        faces.sort(Comparator.comparingDouble(FollowedFace::prominence).reversed());
        return faces;
    }
}
