package org.vavl.vision;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vavl.media.VideoReader;
import org.vavl.nn.VavlException;

/** Goes through a video and follows its faces, as far as it is told to. Pictures are decoded ahead by a thread of its own. */
final class FaceWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FaceWatch.class);

    /** Of a sighting, how far away in time others change where the face is taken to be, and a margin. */
    private final double reachSeconds;

    private final Path media;
    private final VideoReader reader;
    private final PictureReader pictures;
    private final AheadDetector detector;
    private final FaceTracker tracker;
    private final FaceSearch search;
    private final FrameGrid grid;
    private Optional<PictureReader.Picture> next = Optional.empty();
    private boolean begun;
    private boolean searching;
    private double seconds = Double.NEGATIVE_INFINITY;
    private boolean ended;

    /**
     * @param media the video that the reader reads
     * @param reader closed with this
     * @param detectors find the faces
     */
    FaceWatch(Path media, VideoReader reader, FaceDetectorSource detectors, TrackingSettings settings) {
        this.media = media;
        this.reader = reader;
        this.detector = new AheadDetector(detectors);
        this.tracker = new FaceTracker(settings);
        this.search = new FaceSearch(detector, tracker);
        this.grid = new FrameGrid(reader.frameRate());
        this.reachSeconds =
                2 * (settings.detectionSeconds() + settings.bridgeSeconds() + settings.smoothingSeconds()) + 0.5;
        this.pictures = new PictureReader(reader);
    }

    /**
     * Goes on until it is known where the faces are up to a time, or the video ends.
     *
     * @throws VavlException if none of its pictures can be decoded
     */
    void goTo(double goal) {
        if (!begun) {
            begun = true;
            next = pictures.next();
        }
        while (!ended && seconds < goal + reachSeconds) {
            if (next.isPresent()) {
                PictureReader.Picture picture = next.get();
                next = pictures.next();
                watch(picture);
            } else {
                end();
            }
        }
    }

    /** While faces are looked for in every picture, the one after this is looked into beside this one. */
    private void watch(PictureReader.Picture picture) {
        boolean wanted = tracker.wants(picture.seconds());
        if (wanted && searching && !detector.hasBegun(picture.image())) {
            next.ifPresent(after -> detector.begin(after.image()));
        }
        searching = wanted;
        seconds = picture.seconds();
        search.accept(grid.pictures(), seconds, picture.image());
        grid.add(seconds);
        detector.forget(picture.image());
        pictures.giveBack(picture);
    }

    private void end() {
        ended = true;
        search.finish();
        if (grid.pictures() == 0) {
            throw new VavlException(media + ": none of its pictures can be decoded");
        }
        if (reader.damagedPackets() > 0) {
            LOG.warn("{}: {} damaged packets of its video were skipped", media, reader.damagedPackets());
        }
    }

    /** When the pictures so far are shown. */
    FrameGrid grid() {
        return grid;
    }

    /** Whether the video was seen to its end. */
    boolean hasEnded() {
        return ended;
    }

    /** The faces between two times, the most prominent between them first. */
    List<FaceTrack> tracks(double begin, double end) {
        return tracker.tracks(begin, end);
    }

    /** What was before a time is not asked for any more. */
    void forgetBefore(double seconds) {
        tracker.forgetBefore(seconds - reachSeconds);
    }

    @Override
    public void close() {
        detector.close();
        pictures.close();
        reader.close();
    }
}
