package org.vavl.features.vision;

import java.util.ArrayList;
import java.util.List;
import org.vavl.features.vision.FollowedFace.Place;
import org.vavl.features.vision.FollowedFace.Span;

/** When and where one face is, noted in the order of time, as {@link FollowedFace} has it. Not thread-safe. */
public final class FacePresence {
    private static final double SAME_SPAN_SECONDS = 0.5;
    private static final double PLACE_EVERY_SECONDS = 1;

    private final List<Span> spans = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    /** Of a face of which nothing is known yet. */
    public FacePresence() {}

    /** It is there for a time that begins where or after the last one ends; one that begins soon after it goes on with it. */
    public void addSpan(Span span) {
        int last = spans.size() - 1;
        if (last >= 0 && span.begin() - spans.get(last).end() <= SAME_SPAN_SECONDS) {
            spans.set(last, new Span(spans.get(last).begin(), span.end()));
        } else {
            spans.add(span);
        }
    }

    /** It is at a place. */
    public void addPlace(Place place) {
        places.add(place);
    }

    /** It is at a place, which is noted if the last one was noted a second ago. */
    public void addPlaceIfDue(Place place) {
        if (places.isEmpty() || place.seconds() >= places.get(places.size() - 1).seconds() + PLACE_EVERY_SECONDS) {
            places.add(place);
        }
    }

    /** When it is there so far. */
    public List<Span> spans() {
        return List.copyOf(spans);
    }

    /** Where it is so far. */
    public List<Place> places() {
        return List.copyOf(places);
    }
}
