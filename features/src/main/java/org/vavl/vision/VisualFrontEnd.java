package org.vavl.vision;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vavl.features.ExtractorId;
import org.vavl.features.FeatureSequence;
import org.vavl.features.FeatureSpool;
import org.vavl.features.VisualExtractor;
import org.vavl.media.MediaLimits;
import org.vavl.media.VideoReader;
import org.vavl.nn.VavlException;

/**
 * Makes visual features of media files: one frame for each picture of the video, at its own rate, from time 0 on; a frame is valid if the
 * face that speaks for the clip was found in it.
 *
 * <p>A file is read twice: first to follow the faces, since only the whole video tells which of them is the most prominent; then to cut
 * out that one. Neither pictures nor faces are kept, so that memory does not grow with the video but for its features.
 *
 * <p>May be used by several threads at once.
 */
public final class VisualFrontEnd implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VisualFrontEnd.class);

    /** Of one file: as many as a buffer can have. */
    private static final int MOST_VALUES = Integer.MAX_VALUE / Float.BYTES;

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
        Scene scene = watch(media);
        int rows = scene.grid().rows();
        if ((long) rows * extractor.width() > MOST_VALUES) {
            throw new VavlException(media + ": " + rows + " frames of " + extractor.width()
                    + " values are too many: must be at most " + MOST_VALUES + " values");
        }
        BitSet valid = new BitSet(rows);
        try (FeatureSpool spool = new FeatureSpool()) {
            describe(media, scene, new FaceRows(extractor, spool, valid));
            return new FeatureSequence(spool.finish(), extractor.width(), scene.frameRate(), valid, id);
        }
    }

    /**
     * Makes a file's features in windows of time, in one go and in memory that does not grow with the video.
     *
     * @throws VavlException if the file cannot be read, or has no pictures
     */
    public FaceWindows windows(Path media) {
        return new FaceWindows(media, this);
    }

    /** How faces are followed and chosen. */
    VisualSettings settings() {
        return settings;
    }

    FaceDetectorSource detectors() {
        return detectors;
    }

    VideoReader open(Path media) {
        return VideoReader.open(media, limits)
                .orElseThrow(() -> new VavlException(media + ": has no video, and no picture"));
    }

    private Scene watch(Path media) {
        try (VideoReader reader = open(media);
                FaceDetector detector = detectors.open()) {
            FrameGrid grid = new FrameGrid(reader.frameRate());
            FaceTracker tracker = new FaceTracker(settings.tracking());
            FaceSearch search = new FaceSearch(detector, tracker);
            while (reader.next()) {
                search.accept(grid.pictures(), reader.seconds(), reader.image());
                grid.add(reader.seconds());
            }
            search.finish();
            requirePictures(media, grid, reader);
            return new Scene(grid, tracker.tracks(), reader.frameRate());
        }
    }

    private void requirePictures(Path media, FrameGrid grid, VideoReader reader) {
        if (grid.pictures() == 0) {
            throw new VavlException(media + ": none of its pictures can be decoded");
        }
        if (reader.damagedPackets() > 0) {
            LOG.warn("{}: {} damaged packets of its video were skipped", media, reader.damagedPackets());
        }
    }

    private void describe(Path media, Scene scene, FaceRows rows) {
        FaceCutter cutter = new FaceCutter(extractor.crop());
        FrameGrid grid = scene.grid();
        try (VideoReader reader = open(media)) {
            for (int picture = 0; picture < grid.pictures() && reader.next(); picture++) {
                int begin = grid.firstRow(picture);
                int end = grid.endRow(picture);
                if (end == begin) {
                    continue;
                }
                Optional<Face> face = settings.face().face(scene.tracks(), picture, grid.seconds(picture));
                if (face.isPresent()) {
                    rows.add(cutter.cut(reader.image(), face.get()), begin, end);
                }
            }
        }
        rows.finish(grid.rows());
    }

    /** Closes the extractor. */
    @Override
    public void close() {
        extractor.close();
    }
}
