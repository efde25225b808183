package org.vavl.features.vision;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;
import org.vavl.features.media.FrameSource;
import org.vavl.features.vision.crop.CroppedFace;
import org.vavl.features.vision.tracking.FaceSelection;
import org.vavl.features.vision.tracking.FaceTrack;
import org.vavl.features.vision.tracking.VideoFaceTracker;
import org.vavl.features.vision.tracking.VideoPart;

/**
 * A video's features in windows of time that may overlap: for each the face that speaks in it, usually the most prominent. A window of the whole video
 * gives what {@link VisualFrontEnd#extract} gives.
 *
 * <p>One reader goes ahead and follows the faces, another one comes behind and cuts them out ({@link ShownFaces}), the largest of each picture,
 * {@value #MOST_FACES} or as many as the rank of the face that speaks; they are kept as long as windows may ask for them. A face's features are extracted once.
 */
public final class FaceWindows implements AutoCloseable {
    private static final int MOST_FACES = 3;
    private static final int MOST_OF_EVERYONE = 10;

    private final VisualFrontEnd frontEnd;
    private final VisualExtractor extractor;
    private final VideoFaceTracker watch;
    private final FrameSource behind;
    private final ShownFaces shown;
    private boolean everyone;
    private int pictures;

    /** The one of a picture's faces that speaks. */
    private record Chosen(ShownFaces.Picture picture, FaceTrack track, CroppedFace face) {}

    /**
     * @param watch follows the faces; closed with this
     * @param behind reads the same video again; closed with this
     */
    FaceWindows(VisualFrontEnd frontEnd, VideoFaceTracker watch, FrameSource behind) {
        this.frontEnd = frontEnd;
        this.extractor = frontEnd.extractor();
        this.watch = watch;
        this.behind = behind;
        this.shown = new ShownFaces(
                watch,
                behind,
                extractor.crop(),
                frontEnd.settings().face() instanceof FaceSelection.Ranked ranked
                        ? Math.max(MOST_FACES, ranked.rank())
                        : MOST_FACES);
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
                shown.lastPicture(end));
    }

    /** From now on makes the features of all faces, and not only of the one that speaks; of the largest {@value #MOST_OF_EVERYONE} in a picture. */
    public void describeEveryone() {
        everyone = true;
        shown.keepAtLeast(MOST_OF_EVERYONE);
    }

    /**
     * Looks for faces in a part of the video alone. {@link #faces} are then those of the part, and those beside it that its neighbours may know, without spans.
     *
     * @throws IllegalStateException if pictures were looked at before
     */
    public void lookOnlyAt(VideoPart part) {
        watch.lookOnlyAt(part);
        shown.lookOnlyAt(part);
    }

    /** The faces up to the end of the last window, the most prominent first. */
    public List<FollowedFace> faces() {
        return shown.faces();
    }

    private static Optional<FaceTrack> speaker(List<Chosen> chosen, int firstRow, int endRow) {
        Map<FaceTrack, Integer> rows = new LinkedHashMap<>();
        for (Chosen one : chosen) {
            int count = Math.min(endRow, one.picture().end())
                    - Math.max(firstRow, one.picture().begin());
            if (count > 0) {
                rows.merge(one.track(), count, Integer::sum);
            }
        }
        return rows.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** Each picture that is kept and shows a face. */
    private List<Chosen> of(FaceTrack track) {
        List<Chosen> chosen = new ArrayList<>();
        for (ShownFaces.Picture picture : shown.pictures()) {
            Optional.ofNullable(picture.faces().get(track))
                    .ifPresent(face -> chosen.add(new Chosen(picture, track, face)));
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
            shown.add(pictures++);
        }
        watch.forgetFramesBefore(pictures);
    }

    private void forgetBefore(double begin) {
        shown.rate();
        watch.forgetBefore(begin);
        shown.forgetBefore(watch.grid().rowAt(begin));
    }

    /** Of each picture that is kept and shows it, the face that speaks between two times. */
    private List<Chosen> chosen(double begin, double end) {
        List<FaceTrack> tracks = watch.tracks(begin, end);
        List<Chosen> chosen = new ArrayList<>();
        for (ShownFaces.Picture picture : shown.pictures()) {
            frontEnd.settings()
                    .face()
                    .track(tracks, picture.number(), picture.seconds())
                    .flatMap(track -> Optional.ofNullable(picture.faces().get(track))
                            .map(face -> new Chosen(picture, track, face)))
                    .ifPresent(chosen::add);
        }
        return chosen;
    }

    private FeatureSequence features(int firstRow, int endRow, List<Chosen> chosen) {
        int width = extractor.width();
        float[] values = new float[Math.multiplyExact(endRow - firstRow, width)];
        BitSet valid = new BitSet();
        List<Chosen> inside = chosen.stream()
                .filter(one -> one.picture().begin() < endRow && one.picture().end() > firstRow)
                .toList();
        CroppedFace.extract(inside.stream().map(Chosen::face).toList(), extractor);
        for (Chosen one : inside) {
            int last = Math.min(endRow, one.picture().end());
            for (int row = Math.max(firstRow, one.picture().begin()); row < last; row++) {
                System.arraycopy(one.face().description(), 0, values, (row - firstRow) * width, width);
                valid.set(row - firstRow);
            }
        }
        return new FeatureSequence(FloatBuffer.wrap(values), width, behind.frameRate(), valid, frontEnd.id());
    }

    private static Optional<Image> portrait(double seconds, List<Chosen> chosen) {
        return chosen.stream()
                .filter(one -> one.face().portrait().isPresent())
                .min(Comparator.comparingDouble(one -> Math.abs(one.picture().seconds() - seconds)))
                .flatMap(one -> one.face().portrait());
    }

    /** Closes the file. */
    @Override
    public void close() {
        watch.close();
        behind.close();
    }
}
