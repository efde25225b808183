package org.vavl.features.vision;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.features.FaceCropSettings;
import org.vavl.features.Image;
import org.vavl.features.media.FrameSource;
import org.vavl.features.vision.crop.CroppedFace;
import org.vavl.features.vision.crop.FaceCropper;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.tracking.FaceTrack;
import org.vavl.features.vision.tracking.VideoFaceTracker;
import org.vavl.features.vision.tracking.VideoPart;

/** The faces of a video's pictures, cut out, as long as windows may ask for them; and of all faces, where they were. */
final class ShownFaces {
    private static final int PORTRAIT_PIXELS = 96;
    private static final double PORTRAIT_EVERY_SECONDS = 0.25;

    private final VideoFaceTracker watch;
    private final FrameSource behind;
    private final FaceCropper cutter;
    private final FaceCropper portraitCutter = new FaceCropper(
            new FaceCropSettings(PORTRAIT_PIXELS, PORTRAIT_PIXELS, FaceCropSettings.Framing.ALIGNED, Image.RGB));
    private final FaceLog log = new FaceLog();
    private final Deque<Picture> kept = new ArrayDeque<>();
    private VideoPart part = VideoPart.WHOLE;
    private int mostFaces;
    private double nextPortrait;

    /** A picture's faces, and the rows in which it is shown. */
    record Picture(
            int number, double seconds, int begin, int end, Map<FaceTrack, CroppedFace> faces, PictureFaces places) {}

    /**
     * @param watch knows where the faces are
     * @param behind reads the pictures
     * @param crop how faces are cut out
     * @param mostFaces how many of a picture are, the largest
     */
    ShownFaces(VideoFaceTracker watch, FrameSource behind, FaceCropSettings crop, int mostFaces) {
        this.watch = watch;
        this.behind = behind;
        this.cutter = new FaceCropper(crop);
        this.mostFaces = mostFaces;
    }

    /** From now on so many faces of a picture are cut out, if not more. */
    void keepAtLeast(int faces) {
        mostFaces = Math.max(mostFaces, faces);
    }

    /** From now on cuts out the faces of a part of the video alone, and notes those where its neighbours know them, too. */
    void lookOnlyAt(VideoPart newPart) {
        part = newPart;
        log.noteOnly(newPart);
    }

    /** The pictures that are kept, in their order. */
    Collection<Picture> pictures() {
        return Collections.unmodifiableCollection(kept);
    }

    /** Where the faces are in the last picture before a time. */
    Optional<PictureFaces> lastPicture(double end) {
        return kept.stream()
                .filter(picture -> picture.seconds() < end)
                .max(Comparator.comparingDouble(Picture::seconds))
                .map(Picture::places);
    }

    /** All faces so far, the most prominent first. */
    List<FollowedFace> faces() {
        rate();
        return log.faces();
    }

    /** Notes how prominent the faces are by now, before that is forgotten. */
    void rate() {
        watch.tracks().forEach(track -> log.rate(track.number(), track.prominence()));
    }

    /** Forgets the pictures that are shown in no row from one on. */
    void forgetBefore(int row) {
        while (!kept.isEmpty() && kept.peekFirst().end() <= row) {
            kept.removeFirst();
        }
    }

    /** Cuts the faces of the picture that is read out, unless it is never on the screen, or damaged. */
    void add(int number) {
        int begin = watch.grid().firstRow(number);
        int end = watch.grid().endRow(number);
        double seconds = watch.grid().seconds(number);
        if (begin == end || behind.isDamaged() || seconds < part.lookFrom()) {
            return;
        }
        log.size(behind.image().width(), behind.image().height());
        Map<FaceTrack, CroppedFace> faces = new LinkedHashMap<>();
        Map<Integer, Box> boxes = new LinkedHashMap<>();
        boolean isInside = end > watch.grid().rowAt(part.begin());
        boolean withPortrait = isInside && seconds >= nextPortrait;
        for (FaceTrack track : largest(number, seconds)) {
            Face face = track.face(number, seconds).orElseThrow();
            log.add(track.number(), face.box(), begin / behind.frameRate(), end / behind.frameRate());
            boxes.put(track.number(), face.box());
            if (!isInside || faces.size() == mostFaces) {
                continue;
            }
            Image crop = cutter.crop(behind.image(), face);
            faces.put(
                    track,
                    withPortrait
                            ? new CroppedFace(crop, portraitCutter.crop(behind.image(), face))
                            : new CroppedFace(crop));
            nextPortrait = withPortrait ? seconds + PORTRAIT_EVERY_SECONDS : nextPortrait;
        }
        if (!isInside) {
            return;
        }
        PictureFaces places =
                new PictureFaces(seconds, behind.image().width(), behind.image().height(), boxes);
        kept.addLast(new Picture(number, seconds, begin, end, faces, places));
    }

    private List<FaceTrack> largest(int number, double seconds) {
        return watch.tracks(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).stream()
                .filter(track -> track.area(number, seconds) > 0)
                .sorted(Comparator.comparingDouble((FaceTrack track) -> track.area(number, seconds))
                        .reversed())
                .toList();
    }
}
