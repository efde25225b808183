package org.vavl.features.vision.tracking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.image.Box;

/**
 * Joins the faces that a detector sees in some of a video's frames to tracks: a face goes on as that one which it covers most, if the area
 * that both cover is at least {@value #SAME_FACE} of the area that either does. A face that is not seen for a while and comes back to the same
 * place within {@value #REMEMBERED_SECONDS} s is the same one; in between it is not there. Tracks that were seen fewer than {@value #CERTAIN}
 * times, in a video in which faces were looked for as often, are mistakes and left out. A cut ends all tracks (see {@link ShotBoundaryDetector}).
 *
 * <p>Where faces were they are looked for as often as the settings say, and for a while in every frame when one is lost.
 */
public final class FaceTracker {
    private static final double SAME_FACE = 0.3;
    private static final int CERTAIN = 3;
    private static final double REMEMBERED_SECONDS = 2;
    static final double ROUNDING_SECONDS = 1e-6;

    private final TrackingSettings settings;
    private final List<FaceTrack> tracks = new ArrayList<>();
    private final List<FaceTrack> active = new ArrayList<>();
    private double nextLook = Double.NEGATIVE_INFINITY;
    private double lastSeconds;
    private int searched;

    /** A tracker for one video. */
    public FaceTracker(TrackingSettings settings) {
        this.settings = settings;
    }

    /** A track and a face that may be its own. */
    private record Match(FaceTrack track, Face face, double overlap) {}

    /** Whether faces should be looked for at their {@linkplain #places places} at this time, if nowhere else. */
    boolean isDetectionDue(double seconds) {
        return seconds >= nextLook - ROUNDING_SECONDS && !places(seconds).isEmpty();
    }

    /** Where the faces were last that are there or may come back. */
    List<Box> places(double seconds) {
        return active.stream()
                .map(FaceTrack::last)
                .filter(sighting -> seconds - sighting.seconds() <= REMEMBERED_SECONDS)
                .map(sighting -> sighting.face().box())
                .toList();
    }

    /** Whether a face came or went between the frame in which faces were looked for last and another one with these faces. */
    boolean isChange(List<Face> faces) {
        List<Face> before = active.stream()
                .map(FaceTrack::last)
                .filter(sighting -> sighting.seconds() == lastSeconds)
                .map(Detections.Detection::face)
                .toList();
        return before.size() != faces.size()
                || before.stream().anyMatch(face -> faces.stream().noneMatch(other -> isSame(face, other)))
                || faces.stream().anyMatch(face -> before.stream().noneMatch(other -> isSame(face, other)));
    }

    private static boolean isSame(Face face, Face other) {
        return face.box().intersectionOverUnion(other.box()) >= SAME_FACE;
    }

    /**
     * Takes the faces of a frame in which they were looked for.
     *
     * @param frame above that of the call before
     * @param seconds the frame's time, above that of the call before
     */
    void accept(int frame, double seconds, List<Face> faces) {
        searched++;
        lastSeconds = seconds;
        active.removeIf(track -> seconds - track.last().seconds() > REMEMBERED_SECONDS);
        List<Match> matches = matches(faces);
        List<Face> left = new ArrayList<>(faces);
        List<FaceTrack> lost = new ArrayList<>(active);
        for (Match match : matches) {
            if (lost.contains(match.track()) && left.remove(match.face())) {
                lost.remove(match.track());
                match.track().add(frame, seconds, match.face());
            }
        }
        for (Face face : left) {
            FaceTrack track = new FaceTrack(settings);
            track.add(frame, seconds, face);
            tracks.add(track);
            active.add(track);
        }
        boolean searching =
                lost.stream().anyMatch(track -> seconds - track.last().seconds() < settings.bridgeSeconds());
        nextLook = searching ? seconds : seconds + settings.detectionSeconds();
    }

    /** What may belong together, the surest first: those that were there last before those that come back. */
    private List<Match> matches(List<Face> faces) {
        List<Match> matches = new ArrayList<>();
        for (FaceTrack track : active) {
            for (Face face : faces) {
                double overlap = track.last().face().box().intersectionOverUnion(face.box());
                if (overlap >= SAME_FACE) {
                    matches.add(new Match(track, face, overlap));
                }
            }
        }
        matches.sort(Comparator.comparingDouble(
                        (Match match) -> -match.track().last().seconds())
                .thenComparing(Comparator.comparingDouble(Match::overlap).reversed()));
        return matches;
    }

    /** The video is cut behind the frame of the call before: whoever is there afterwards is another track, also at the same place. */
    void cut() {
        active.clear();
    }

    /** The tracks, the most prominent first; see {@link FaceTrack#prominence}. */
    public List<FaceTrack> tracks() {
        return certain()
                .sorted(Comparator.comparingDouble((FaceTrack track) -> track.prominence())
                        .reversed())
                .toList();
    }

    /** The tracks that were seen between two times, the most prominent between them first. */
    List<FaceTrack> tracks(double begin, double end) {
        return certain()
                .filter(track -> track.prominence(begin, end) > 0)
                .sorted(Comparator.comparingDouble((FaceTrack track) -> track.prominence(begin, end))
                        .reversed())
                .toList();
    }

    private Stream<FaceTrack> certain() {
        return tracks.stream().filter(track -> track.detections() >= Math.min(CERTAIN, searched));
    }

    /** Forgets what was seen before a time; for videos that are gone through once. */
    void forgetBefore(double seconds) {
        tracks.removeIf(track -> track.last().seconds() < seconds && !active.contains(track));
        tracks.forEach(track -> track.forgetBefore(seconds));
    }
}
