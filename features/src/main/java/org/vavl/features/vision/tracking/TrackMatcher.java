package org.vavl.features.vision.tracking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.image.Box;

/**
 * Which face of a frame goes on as which track. A track of this shot goes on as the face at its place: the area that both cover is at least
 * {@value #SAME_PLACE} of the area that either does; or, if there is none, as one that has moved by less than {@value #MOVED} of its width, is
 * about as large, and looks the same. A track that was ended goes on as a face that does both, is at its place and looks the same: what is
 * seen has a similarity of at least {@value #SAME_LOOK} (see {@link PictureStructure}).
 */
final class TrackMatcher {
    private static final double SAME_PLACE = 0.3;
    private static final double SAME_LOOK = 0.8;
    private static final double MOVED = 1.5;
    private static final double AS_LARGE = 1.6;

    private final List<FaceTrack> active;
    private final List<FaceTrack> ended;
    private final List<Seen> unmatched = new ArrayList<>();
    private final List<Match> matches = new ArrayList<>();

    /** A face and how it looks. */
    record Seen(Face face, PictureStructure look) {}

    /** In which order pairs are taken. */
    private enum Kind {
        PLACE,
        MOVED,
        RECOGNISED
    }

    /**
     * A track and a face that may be its own.
     *
     * @param likeness the more the surer, among those of one kind
     */
    private record Match(FaceTrack track, Seen seen, Kind kind, double likeness) {}

    /**
     * @param active tracks of this shot
     * @param ended tracks that were ended
     */
    TrackMatcher(List<FaceTrack> active, List<FaceTrack> ended) {
        this.active = List.copyOf(active);
        this.ended = List.copyOf(ended);
    }

    static boolean isSamePlace(Face face, Face other) {
        return face.box().intersectionOverUnion(other.box()) >= SAME_PLACE;
    }

    /** A face of the frame. */
    void add(Face face, PictureStructure look) {
        Seen seen = new Seen(face, look);
        unmatched.add(seen);
        for (FaceTrack track : active) {
            Face last = track.last().face();
            double similarity = track.look().similarity(look);
            if (isSamePlace(last, face)) {
                matches.add(new Match(track, seen, Kind.PLACE, last.box().intersectionOverUnion(face.box())));
            } else if (similarity >= SAME_LOOK && hasMoved(last.box(), face.box())) {
                matches.add(new Match(track, seen, Kind.MOVED, similarity));
            }
        }
        for (FaceTrack track : ended) {
            double similarity = track.look().similarity(look);
            if (similarity >= SAME_LOOK && isSamePlace(track.last().face(), face)) {
                matches.add(new Match(track, seen, Kind.RECOGNISED, similarity));
            }
        }
    }

    private static boolean hasMoved(Box from, Box to) {
        double size = Math.sqrt(to.area() / from.area());
        double right = to.at(0.5, 0.5).x() - from.at(0.5, 0.5).x();
        double down = to.at(0.5, 0.5).y() - from.at(0.5, 0.5).y();
        return size <= AS_LARGE && size >= 1 / AS_LARGE && Math.hypot(right, down) <= MOVED * from.width();
    }

    /**
     * Names the pairs: each track and each face once, the surest first. At one place, tracks that were there last come before those that come
     * back.
     */
    void match(BiConsumer<FaceTrack, Seen> taker) {
        matches.sort(Comparator.comparing(Match::kind)
                .thenComparing(match ->
                        match.kind() == Kind.PLACE ? -match.track().last().seconds() : 0)
                .thenComparing(Comparator.comparingDouble(Match::likeness).reversed()));
        List<FaceTrack> matched = new ArrayList<>();
        for (Match match : matches) {
            if (!matched.contains(match.track()) && unmatched.remove(match.seen())) {
                matched.add(match.track());
                taker.accept(match.track(), match.seen());
            }
        }
    }

    /** The faces that were not named. */
    List<Seen> unmatched() {
        return List.copyOf(unmatched);
    }
}
