package org.vavl.features.vision;

import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.FaceCropSettings;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;
import org.vavl.features.media.FrameSource;
import org.vavl.features.vision.crop.CroppedFace;
import org.vavl.features.vision.crop.FaceCropper;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.tracking.FaceSelection;
import org.vavl.features.vision.tracking.FaceTrack;
import org.vavl.features.vision.tracking.VideoFaceTracker;

/**
 * A video's features in windows of time that may overlap: for each the face that speaks in it, usually the most prominent. A window of the whole video
 * gives what {@link VisualFrontEnd#extract} gives.
 *
 * <p>One reader goes ahead and follows the faces, another one comes behind and cuts them out, the largest of each picture, {@value #MOST_FACES}
 * or as many as the rank of the face that speaks; they are kept as long as windows may ask for them. A face's features are extracted once.
 */
public final class FaceWindows implements AutoCloseable {
    private static final int MOST_FACES = 3;
    private static final int MOST_OF_EVERYONE = 10;
    private static final int PORTRAIT_PIXELS = 96;
    private static final double PORTRAIT_EVERY_SECONDS = 0.25;

    private final VisualFrontEnd frontEnd;
    private final VisualExtractor extractor;
    private final VideoFaceTracker watch;
    private final FrameSource behind;
    private final FaceCropper cutter;
    private final FaceLog log = new FaceLog();
    private int mostFaces;
    private boolean everyone;
    private final FaceCropper portraitCutter = new FaceCropper(
            new FaceCropSettings(PORTRAIT_PIXELS, PORTRAIT_PIXELS, FaceCropSettings.Framing.ALIGNED, Image.RGB));
    private final Deque<Shown> kept = new ArrayDeque<>();
    private int pictures;
    private double nextPortrait;

    /** A picture's faces, and the rows in which it is shown. */
    private record Shown(
            int picture, double seconds, int begin, int end, Map<FaceTrack, CroppedFace> faces, PictureFaces places) {}

    /** The one of a picture's faces that speaks. */
    private record Chosen(Shown shown, FaceTrack track, CroppedFace face) {}

    /**
     * @param watch follows the faces; closed with this
     * @param behind reads the same video again; closed with this
     */
    FaceWindows(VisualFrontEnd frontEnd, VideoFaceTracker watch, FrameSource behind) {
        this.frontEnd = frontEnd;
        this.extractor = frontEnd.extractor();
        this.cutter = new FaceCropper(extractor.crop());
        this.watch = watch;
        this.behind = behind;
        this.mostFaces = frontEnd.settings().face() instanceof FaceSelection.Ranked ranked
                ? Math.max(MOST_FACES, ranked.rank())
                : MOST_FACES;
    }

    /**
     * The next window.
     *
     * @param begin in seconds, not before that of the window before
     * @param end in seconds, behind it
     * @throws VavlException if the file cannot be read on, or none of its pictures can be decoded
     */
    public FaceWindow next(double begin, double end) {
        forgetBefore(begin);
        prepare(end);
        int firstRow = watch.grid().rowAt(begin);
        int endRow = watch.hasEnded()
                ? Math.min(watch.grid().rows(), watch.grid().rowAt(end))
                : watch.grid().rowAt(end);
        List<Chosen> chosen = chosen(begin, end);
        int lastRow = Math.max(firstRow, endRow);
        List<FaceTrack> tracks = watch.tracks(begin, end);
        Optional<FaceTrack> speaker = speaker(chosen, firstRow, lastRow);
        Map<Integer, FeatureSequence> others = new LinkedHashMap<>();
        for (FaceTrack track : everyone ? tracks : List.<FaceTrack>of()) {
            if (!speaker.equals(Optional.of(track))) {
                FeatureSequence features = features(firstRow, lastRow, of(track));
                if (features.validFrames() > 0) {
                    others.put(track.number(), features);
                }
            }
        }
        return new FaceWindow(
                features(firstRow, lastRow, chosen),
                portrait((begin + end) / 2, chosen),
                tracks.size(),
                speaker.map(FaceTrack::number),
                others,
                lastPicture(end));
    }

    private Optional<PictureFaces> lastPicture(double end) {
        return kept.stream()
                .filter(shown -> shown.seconds() < end)
                .max(Comparator.comparingDouble(Shown::seconds))
                .map(Shown::places);
    }

    /** From now on makes the features of all faces, and not only of the one that speaks; of the largest {@value #MOST_OF_EVERYONE} in a picture. */
    public void describeEveryone() {
        everyone = true;
        mostFaces = Math.max(mostFaces, MOST_OF_EVERYONE);
    }

    /** The faces up to the end of the last window, the most prominent first. */
    public List<FollowedFace> faces() {
        rateFaces();
        return log.faces();
    }

    private static Optional<FaceTrack> speaker(List<Chosen> chosen, int firstRow, int endRow) {
        Map<FaceTrack, Integer> rows = new LinkedHashMap<>();
        for (Chosen one : chosen) {
            int shown = Math.min(endRow, one.shown().end())
                    - Math.max(firstRow, one.shown().begin());
            if (shown > 0) {
                rows.merge(one.track(), shown, Integer::sum);
            }
        }
        return rows.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** Each picture that is kept and shows a face. */
    private List<Chosen> of(FaceTrack track) {
        List<Chosen> chosen = new ArrayList<>();
        for (Shown shown : kept) {
            Optional.ofNullable(shown.faces().get(track)).ifPresent(face -> chosen.add(new Chosen(shown, track, face)));
        }
        return chosen;
    }

    /**
     * Reads on until the faces up to a time are known, so that the window that ends there comes at once.
     *
     * @throws VavlException if the file cannot be read on, or none of its pictures can be decoded
     */
    public void prepare(double end) {
        showSettled(end);
        while (!watch.hasReached(end) && watch.goOn()) {
            showSettled(end);
        }
        showSettled(end);
    }

    /**
     * Forgets what is before a time: no window will begin before it.
     *
     * @param seconds not before the begin of the window before
     */
    public void forget(double seconds) {
        forgetBefore(seconds);
    }

    /** Whether the video has nothing behind the windows so far. */
    public boolean hasEnded() {
        return watch.hasEnded() && pictures == watch.grid().pictures();
    }

    /** How long the video is, as far as it was seen. */
    public double seconds() {
        return watch.grid().rows() / behind.frameRate();
    }

    /** Crops the faces of those frames before a time that are known; soon, so that few frames have to be kept for it. */
    private void showSettled(double end) {
        int settled = watch.settledFrames();
        while (pictures < settled && watch.grid().seconds(pictures) < end && behind.next()) {
            show(pictures++);
        }
        watch.forgetFramesBefore(pictures);
    }

    private void rateFaces() {
        watch.tracks().forEach(track -> log.rate(track.number(), track.prominence()));
    }

    private void forgetBefore(double begin) {
        rateFaces();
        watch.forgetBefore(begin);
        int firstRow = watch.grid().rowAt(begin);
        while (!kept.isEmpty() && kept.peekFirst().end() <= firstRow) {
            kept.removeFirst();
        }
    }

    /** Cuts the faces of the picture that is read out, unless it is never on the screen, or damaged. */
    private void show(int picture) {
        int begin = watch.grid().firstRow(picture);
        int end = watch.grid().endRow(picture);
        double seconds = watch.grid().seconds(picture);
        if (begin == end || behind.isDamaged()) {
            return;
        }
        log.size(behind.image().width(), behind.image().height());
        Map<FaceTrack, CroppedFace> faces = new LinkedHashMap<>();
        Map<Integer, Box> boxes = new LinkedHashMap<>();
        boolean withPortrait = seconds >= nextPortrait;
        for (FaceTrack track : largest(picture, seconds)) {
            Face face = track.face(picture, seconds).orElseThrow();
            log.add(track.number(), face.box(), begin / behind.frameRate(), end / behind.frameRate());
            boxes.put(track.number(), face.box());
            if (faces.size() == mostFaces) {
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
        PictureFaces places =
                new PictureFaces(seconds, behind.image().width(), behind.image().height(), boxes);
        kept.addLast(new Shown(picture, seconds, begin, end, faces, places));
    }

    private List<FaceTrack> largest(int picture, double seconds) {
        return watch.tracks(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).stream()
                .filter(track -> track.area(picture, seconds) > 0)
                .sorted(Comparator.comparingDouble((FaceTrack track) -> track.area(picture, seconds))
                        .reversed())
                .toList();
    }

    /** Of each picture that is kept and shows it, the face that speaks between two times. */
    private List<Chosen> chosen(double begin, double end) {
        List<FaceTrack> tracks = watch.tracks(begin, end);
        List<Chosen> chosen = new ArrayList<>();
        for (Shown shown : kept) {
            frontEnd.settings()
                    .face()
                    .track(tracks, shown.picture(), shown.seconds())
                    .flatMap(track ->
                            Optional.ofNullable(shown.faces().get(track)).map(face -> new Chosen(shown, track, face)))
                    .ifPresent(chosen::add);
        }
        return chosen;
    }

    private FeatureSequence features(int firstRow, int endRow, List<Chosen> chosen) {
        int width = extractor.width();
        float[] values = new float[Math.multiplyExact(endRow - firstRow, width)];
        BitSet valid = new BitSet();
        List<Chosen> inside = chosen.stream()
                .filter(one -> one.shown().begin() < endRow && one.shown().end() > firstRow)
                .toList();
        CroppedFace.extract(inside.stream().map(Chosen::face).toList(), extractor);
        for (Chosen one : inside) {
            int last = Math.min(endRow, one.shown().end());
            for (int row = Math.max(firstRow, one.shown().begin()); row < last; row++) {
                System.arraycopy(one.face().description(), 0, values, (row - firstRow) * width, width);
                valid.set(row - firstRow);
            }
        }
        return new FeatureSequence(FloatBuffer.wrap(values), width, behind.frameRate(), valid, frontEnd.id());
    }

    private static Optional<Image> portrait(double seconds, List<Chosen> chosen) {
        return chosen.stream()
                .filter(one -> one.face().portrait().isPresent())
                .min(Comparator.comparingDouble(one -> Math.abs(one.shown().seconds() - seconds)))
                .flatMap(one -> one.face().portrait());
    }

    /** Closes the file. */
    @Override
    public void close() {
        watch.close();
        behind.close();
    }
}
