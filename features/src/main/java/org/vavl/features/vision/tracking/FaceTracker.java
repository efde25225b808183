package org.vavl.features.vision.tracking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.vavl.features.Image;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.tracking.Detections.Detection;

/**
 * Joins the faces that a detector sees in some of a video's frames to tracks; {@link TrackMatcher} says which face goes on as which track. A face
 * that is not seen for a while and comes back to the same place within {@value #REMEMBERED_SECONDS} s is the same one; in between it is not
 * there. Behind a cut (see {@link ShotBoundaryDetector}), and after a longer while, up to {@value #RECOGNISED_SECONDS} s, it must look the same,
 * too. Tracks that were seen fewer than {@value #CERTAIN} times, in a video in which faces were looked for as often, are mistakes and left out.
 *
 * <p>Where faces were they are looked for as often as the settings say, and for a while in every frame when one is lost.
 */
public final class FaceTracker {
    private static final int CERTAIN = 3;
    private static final double REMEMBERED_SECONDS = 2;
    private static final double RECOGNISED_SECONDS = 30;
    static final double ROUNDING_SECONDS = 1e-6;

    private final TrackingSettings settings;
    private final Interruptions interruptions = new Interruptions();
    private VideoPart part = VideoPart.WHOLE;
    private final List<FaceTrack> tracks = new ArrayList<>();
    private final List<FaceTrack> active = new ArrayList<>();
    private final LeftTracks left = new LeftTracks();
    private double nextLook = Double.NEGATIVE_INFINITY;
    private double lastSeconds;
    private int searched;
    private int begun;

    /** A tracker for one video. */
    public FaceTracker(TrackingSettings settings) {
        this.settings = settings;
    }

    /** Of faces that come from now on, what is told of all the time that they are there is of a part of the video alone. */
    void lookOnlyAt(VideoPart newPart) {
        part = newPart;
    }

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
                .map(Detection::face)
                .toList();
        return before.size() != faces.size()
                || before.stream().anyMatch(face -> isNone(face, faces))
                || faces.stream().anyMatch(face -> isNone(face, before));
    }

    /** Whether a face that was there shortly before a time is none of these. */
    boolean isAnyLost(double seconds, List<Face> faces) {
        return active.stream()
                .map(FaceTrack::last)
                .filter(sighting -> seconds - sighting.seconds() <= settings.bridgeSeconds())
                .anyMatch(sighting -> isNone(sighting.face(), faces));
    }

    private static boolean isNone(Face face, List<Face> faces) {
        return faces.stream().noneMatch(other -> TrackMatcher.isSamePlace(face, other));
    }

    /**
     * Takes the faces of a frame in which they were looked for.
     *
     * @param frame above that of the call before
     * @param seconds the frame's time, above that of the call before
     * @param image the frame's
     */
    void accept(int frame, double seconds, Image image, List<Face> faces) {
        searched++;
        lastSeconds = seconds;
        active.stream()
                .filter(track -> seconds - track.last().seconds() > REMEMBERED_SECONDS)
                .toList()
                .forEach(this::leave);
        left.forgetBefore(seconds - RECOGNISED_SECONDS);
        TrackMatcher matcher = new TrackMatcher(active, left.tracks());
        for (Face face : faces) {
            matcher.add(face, PictureStructure.of(image, face.box()));
        }
        matcher.match((track, seen) -> {
            track.add(new Detection(frame, seconds, seen.face()), seen.look());
            if (left.remove(track)) {
                active.add(track);
            }
        });
        for (TrackMatcher.Seen seen : matcher.unmatched()) {
            Detection first = new Detection(frame, seconds, seen.face());
            FaceTrack track =
                    new FaceTrack(++begun, new FaceTrack.Video(settings, interruptions, part), first, seen.look());
            tracks.add(track);
            active.add(track);
        }
        boolean searching = active.stream()
                .map(track -> seconds - track.last().seconds())
                .anyMatch(since -> since > 0 && since < settings.bridgeSeconds());
        nextLook = searching ? seconds : seconds + settings.detectionSeconds();
    }

    private void leave(FaceTrack track) {
        active.remove(track);
        left.add(track, lastSeconds);
    }

    /** The video is cut before a frame, which comes next: whoever is there afterwards is the same only who looks the same. */
    void cut(int frame, double seconds) {
        interruptions.cut(frame);
        left.cut(active, seconds);
        active.clear();
    }

    /** What has been taken for a cut was a flash, which ends before a frame that comes next: who was there before it is there again. */
    void resume(int frame, double seconds) {
        List<FaceTrack> before = left.takeOfEarliestCut(seconds - ShotBoundaryDetector.RETURN_SECONDS);
        cut(frame, seconds);
        active.addAll(before);
    }

    /** A frame shows nothing. */
    void blank(int frame) {
        interruptions.blank(frame);
    }

    /** The tracks, the most prominent first; see {@link FaceTrack#prominence}. */
    public List<FaceTrack> tracks() {
        return certain()
                .sorted(Comparator.comparingDouble((FaceTrack track) -> track.prominence())
                        .reversed())
                .toList();
    }

    /** The tracks that were there between two times, the most prominent between them first. */
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
        tracks.removeIf(track -> track.last().seconds() < seconds
                && !active.contains(track)
                && !left.tracks().contains(track));
        tracks.forEach(track -> track.forgetBefore(seconds));
    }
}
