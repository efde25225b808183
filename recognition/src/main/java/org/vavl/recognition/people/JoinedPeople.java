package org.vavl.recognition.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vavl.features.vision.FacePresence;
import org.vavl.features.vision.FollowedFace;
import org.vavl.features.vision.FollowedFace.Span;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.tracking.VideoPart;

/**
 * Joins what parts of a recording know of its people. Neighbouring parts follow the same faces for a while, so that a face of the one is the face of
 * the other with which it shares most places: boxes at the same time whose intersection is at least {@value #SAME_PLACE} of their union.
 */
public final class JoinedPeople {
    private static final double SAME_PLACE = 0.5;

    private final PeopleCollector collector = new PeopleCollector();
    private final Map<Integer, Joined> faces = new LinkedHashMap<>();
    private List<PersonPart> before = List.of();
    private Map<Integer, Integer> numbersBefore = Map.of();
    private int numbers;

    /** A face, as far as parts were added. */
    private static final class Joined {
        private final FacePresence presence = new FacePresence();
        private double prominence;
        private int width;
        private int height;
    }

    /** Two faces that may be one, and at how many times they are at one place. */
    private record Pair(int before, int now, long places) {}

    /**
     * Adds the next part.
     *
     * @param people all whom the part knows
     * @param part when it is
     */
    public void add(List<PersonPart> people, VideoPart part) {
        Map<Integer, Integer> known = known(people);
        Map<Integer, Integer> own = new HashMap<>();
        for (PersonPart person : people) {
            int number = Optional.ofNullable(known.get(person.face().number())).orElseGet(() -> ++numbers);
            own.put(person.face().number(), number);
            join(faces.computeIfAbsent(number, none -> new Joined()), person.face(), part);
            collector.add(number, person.frames(), person.answers());
        }
        before = people;
        numbersBefore = own;
    }

    /** Those who were in the part before, by their numbers in this one. */
    private Map<Integer, Integer> known(List<PersonPart> people) {
        List<Pair> pairs = new ArrayList<>();
        for (PersonPart earlier : before) {
            Map<Double, Box> places = new HashMap<>();
            earlier.face().places().forEach(place -> places.put(place.seconds(), place.box()));
            for (PersonPart now : people) {
                long shared = now.face().places().stream()
                        .filter(place -> isAt(places.get(place.seconds()), place.box()))
                        .count();
                pairs.add(new Pair(earlier.face().number(), now.face().number(), shared));
            }
        }
        pairs.sort(Comparator.comparingLong(Pair::places).reversed());
        Map<Integer, Integer> known = new HashMap<>();
        Set<Integer> taken = new HashSet<>();
        for (Pair pair : pairs) {
            if (pair.places() > 0 && !known.containsKey(pair.now()) && taken.add(pair.before())) {
                Optional.ofNullable(numbersBefore.get(pair.before()))
                        .ifPresent(number -> known.put(pair.now(), number));
            }
        }
        return known;
    }

    private static boolean isAt(@Nullable Box one, Box other) {
        return one != null && one.intersectionOverUnion(other) >= SAME_PLACE;
    }

    private static void join(Joined joined, FollowedFace face, VideoPart part) {
        joined.prominence += face.prominence();
        joined.width = face.width();
        joined.height = face.height();
        face.spans().forEach(joined.presence::addSpan);
        face.places().stream().filter(place -> part.contains(place.seconds())).forEach(joined.presence::addPlaceIfDue);
    }

    /** Everyone who is in any of the parts, the most prominent first; their faces' numbers are in the order in which parts name them. */
    public List<Person> people() {
        List<FollowedFace> followed = new ArrayList<>();
        faces.forEach((number, face) -> {
            List<Span> spans = face.presence.spans();
            if (!spans.isEmpty()) {
                followed.add(new FollowedFace(
                        number, face.prominence, spans, face.presence.places(), face.width, face.height));
            }
        });
        followed.sort(Comparator.comparingDouble(FollowedFace::prominence).reversed());
        return collector.people(followed);
    }
}
