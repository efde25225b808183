package org.vavl.features.vision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.features.vision.FollowedFace.Place;
import org.vavl.features.vision.FollowedFace.Span;
import org.vavl.features.vision.image.Box;

/** Notes when and where a video's faces are, little of each. */
final class FaceLog {
    private static final double SAME_SPAN_SECONDS = 0.5;
    private static final double PLACE_EVERY_SECONDS = 1;

    private final Map<Integer, Entry> entries = new LinkedHashMap<>();
    private int width;
    private int height;

    private static final class Entry {
        private final List<Span> spans = new ArrayList<>();
        private final List<Place> places = new ArrayList<>();
        private double prominence;
    }

    /** The size of the pictures that come next. */
    void size(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
    }

    /** A face is at a place between two times, which are behind all those before. */
    void add(int number, Box box, double begin, double end) {
        Entry entry = entries.computeIfAbsent(number, none -> new Entry());
        int last = entry.spans.size() - 1;
        if (last >= 0 && begin - entry.spans.get(last).end() <= SAME_SPAN_SECONDS) {
            entry.spans.set(last, new Span(entry.spans.get(last).begin(), end));
        } else {
            entry.spans.add(new Span(begin, end));
        }
        if (entry.places.isEmpty()
                || begin >= entry.places.get(entry.places.size() - 1).seconds() + PLACE_EVERY_SECONDS) {
            entry.places.add(new Place(begin, box));
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
