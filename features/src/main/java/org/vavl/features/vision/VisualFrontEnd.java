package org.vavl.features.vision;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.compute.Device;
import org.vavl.features.BufferPool;
import org.vavl.features.ExtractedFeatures;
import org.vavl.features.FaceCropSettings;
import org.vavl.features.VisualExtractor;
import org.vavl.features.media.FrameSource;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.MissingStreamException;
import org.vavl.features.media.VideoReader;
import org.vavl.features.storage.FeatureSpool;
import org.vavl.features.vision.FaceFeatureBatcher.Shown;
import org.vavl.features.vision.crop.FaceCropper;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.detection.FaceDetectorSource;
import org.vavl.features.vision.tracking.FaceSelection;
import org.vavl.features.vision.tracking.FaceTrack;
import org.vavl.features.vision.tracking.FrameGrid;
import org.vavl.features.vision.tracking.LookAhead;
import org.vavl.features.vision.tracking.ReadAhead;
import org.vavl.features.vision.tracking.VideoFaceTracker;

/**
 * Makes visual features of media files: one frame for each picture of the video, at its own rate, from time 0 on; a frame is valid if the
 * face that speaks for the clip was found in it.
 *
 * <p>A file is read twice: first to follow the faces, since only the whole video tells which of them is the most prominent; then to cut
 * out that one. Neither pictures nor faces are kept, so that memory does not grow with the video but for its features. Pictures are decoded
 * ahead by a thread of its own, a few at a time.
 *
 * <p>May be used by several threads at once.
 */
public final class VisualFrontEnd implements AutoCloseable {
    /** Of one file: as many as a buffer can have. */
    private static final int MOST_VALUES = Integer.MAX_VALUE / Float.BYTES;

    private static final double SHARE_OF_WATCHING = 0.4;

    private final VisualExtractor extractor;
    private final FaceDetectorSource detectors;
    private final VisualSettings settings;
    private final MediaLimits limits;
    private final ExtractorId id;

    /** What the first reading of a video tells: when its pictures are shown, and which faces are where. */
    private record Scene(FrameGrid grid, List<FaceTrack> tracks, double frameRate) {}

    /**
     * A front end.
     *
     * @param extractor describes the faces; closed with this
     * @param detectors find them
     * @param limits what a file may cost
     */
    public VisualFrontEnd(
            VisualExtractor extractor, FaceDetectorSource detectors, VisualSettings settings, MediaLimits limits) {
        this.extractor = extractor;
        this.detectors = detectors;
        this.settings = settings;
        this.limits = limits;
        this.id = new ExtractorId(
                extractor.id().name(), VisualVersion.of(extractor.id().version(), detectors.id(), settings));
    }

    /** The extractor's name, and as version its own, the detector's and all settings. */
    public ExtractorId id() {
        return id;
    }

    /** The same for another face, with the same extractor, which is closed with this one alone. */
    public VisualFrontEnd withFace(FaceSelection face) {
        return new VisualFrontEnd(extractor, detectors, new VisualSettings(settings.tracking(), face), limits);
    }

    /** Where networks run that describe faces or find them: the extractor's device, or else the detector's. */
    public Device device() {
        return extractor.device().equals(Device.CPU) ? detectors.device() : extractor.device();
    }

    /** What describes the faces. */
    public VisualExtractor extractor() {
        return extractor;
    }

    /**
     * Makes a file's features.
     *
     * @param media any file that FFmpeg reads
     * @return T×D, T at least 1; none of the frames is valid if there is no face
     * @throws VavlException if the file cannot be read, or has no pictures
     */
    public FeatureSequence extract(Path media) {
        try (ExtractedFeatures features = extract(media, share -> {})) {
            return features.sequence();
        }
    }

    /**
     * Makes a file's features without keeping many of them in memory, and says how far it has come; see {@link #extract(Path)}.
     *
     * @param progress receives, now and then, the completed share of the work, from 0 to 1
     */
    public ExtractedFeatures extract(Path media, DoubleConsumer progress) {
        Scene scene = watch(media, progress);
        int rows = scene.grid().rows();
        if ((long) rows * extractor.width() > MOST_VALUES) {
            throw new VavlException(media + ": " + rows + " frames of " + extractor.width()
                    + " values are too many: must be at most " + MOST_VALUES + " values");
        }
        BitSet valid = new BitSet(rows);
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            FeatureSpool spool = opened.add(new FeatureSpool(), FeatureSpool::close);
            BufferPool pool = new BufferPool();
            extract(media, scene, new FaceFeatureBatcher(extractor, spool, valid, pool), pool, progress);
            return opened.returned(new ExtractedFeatures(spool, extractor.width(), scene.frameRate(), valid, id));
        }
    }

    /**
     * Makes a file's features in windows of time, in one go and in memory that does not grow with the video.
     *
     * @throws VavlException if the file cannot be read, or has no pictures
     */
    public FaceWindows windows(Path media) {
        return windows(media.toString(), () -> open(media), LookAhead.FULL);
    }

    /**
     * Makes a video's features in windows of time; see {@link #windows(Path)}.
     *
     * @param name what errors call the video
     * @param video opens it from its beginning; called twice, and both are read at the same time, the second one behind the first
     * @param lookAhead how far the video is looked at before the faces of a window are taken as known
     */
    public FaceWindows windows(String name, Supplier<FrameSource> video, LookAhead lookAhead) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            VideoFaceTracker watch = opened.add(watch(name, video.get(), lookAhead), VideoFaceTracker::close);
            FrameSource behind = opened.add(video.get(), FrameSource::close);
            return opened.returned(new FaceWindows(this, watch, behind));
        }
    }

    /** How far behind a time frames are taken before the faces up to it are known, at the most; see {@link LookAhead#delaySeconds}. */
    public double delaySeconds(LookAhead lookAhead, double frameRate) {
        return lookAhead.delaySeconds(settings.tracking(), frameRate);
    }

    /** How faces are followed and chosen. */
    VisualSettings settings() {
        return settings;
    }

    private VideoReader open(Path media) {
        return VideoReader.open(media, limits)
                .orElseThrow(() -> new MissingStreamException(media.toString(), "video, and no picture"));
    }

    private VideoFaceTracker watch(String name, FrameSource reader, LookAhead lookAhead) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            opened.add(reader, FrameSource::close);
            return opened.returned(new VideoFaceTracker(name, reader, detectors, settings.tracking(), lookAhead));
        }
    }

    private Scene watch(Path media, DoubleConsumer progress) {
        try (VideoFaceTracker watch = watch(media.toString(), open(media), LookAhead.FULL)) {
            double all = watch.statedSeconds().orElse(Double.POSITIVE_INFINITY);
            while (watch.goOn()) {
                progress.accept(SHARE_OF_WATCHING * Math.min(1, watch.seconds() / all));
            }
            return new Scene(watch.grid(), watch.tracks(), watch.frameRate());
        }
    }

    /** Describes the face, while the next ones are decoded and cut out. */
    private void extract(Path media, Scene scene, FaceFeatureBatcher rows, BufferPool pool, DoubleConsumer progress) {
        int all = scene.grid().rows();
        try (ReadAhead<Shown> faces =
                new ReadAhead<>("vavl-faces", 2 * extractor.batchSize(), target -> cut(media, scene, pool, target))) {
            for (var next = faces.next(); next.isPresent(); next = faces.next()) {
                rows.add(next.get());
                progress.accept(
                        SHARE_OF_WATCHING + (1 - SHARE_OF_WATCHING) * next.get().begin() / all);
            }
        }
        rows.finish(all);
    }

    private void cut(Path media, Scene scene, BufferPool pool, Consumer<Shown> target) {
        FaceCropSettings crop = extractor.crop();
        FaceCropper cutter = new FaceCropper(crop);
        FrameGrid grid = scene.grid();
        try (VideoReader reader = open(media)) {
            for (int picture = 0; picture < grid.pictures() && reader.next(); picture++) {
                int begin = grid.firstRow(picture);
                int end = grid.endRow(picture);
                Optional<Face> face = end == begin || reader.isDamaged()
                        ? Optional.empty()
                        : settings.face().face(scene.tracks(), picture, grid.seconds(picture));
                if (face.isPresent()) {
                    ByteBuffer memory = pool.take(crop.width() * crop.height() * crop.channels());
                    target.accept(new Shown(cutter.crop(reader.image(), face.get(), memory), begin, end, memory));
                }
            }
        }
    }

    /** Closes the extractor. */
    @Override
    public void close() {
        extractor.close();
    }
}
