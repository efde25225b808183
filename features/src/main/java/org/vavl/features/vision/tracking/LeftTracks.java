package org.vavl.features.vision.tracking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tracks that a cut or a long time has ended, and that may go on. */
final class LeftTracks {
    private final List<Left> all = new ArrayList<>();

    private record Left(FaceTrack track, double seconds, boolean byCut) {}

    /** A track was not seen for long. */
    void add(FaceTrack track, double seconds) {
        all.add(new Left(track, seconds, false));
    }

    /** A cut has ended tracks. */
    void cut(List<FaceTrack> tracks, double seconds) {
        tracks.forEach(track -> all.add(new Left(track, seconds, true)));
    }

    /** Takes out the tracks that the earliest cut since a time has ended. */
    List<FaceTrack> takeOfEarliestCut(double since) {
        List<FaceTrack> taken = all.stream()
                .filter(left -> left.byCut() && left.seconds() >= since - FaceTracker.ROUNDING_SECONDS)
                .min(Comparator.comparingDouble(Left::seconds))
                .map(first -> all.stream()
                        .filter(left -> left.byCut() && left.seconds() == first.seconds())
                        .map(Left::track)
                        .toList())
                .orElse(List.of());
        taken.forEach(this::remove);
        return taken;
    }

    /** Whether it was there. */
    boolean remove(FaceTrack track) {
        return all.removeIf(left -> left.track() == track);
    }

    /** Those that were ended before a time are not asked for any more. */
    void forgetBefore(double seconds) {
        all.removeIf(left -> left.seconds() < seconds);
    }

    List<FaceTrack> tracks() {
        return all.stream().map(Left::track).toList();
    }
}
