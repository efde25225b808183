package org.vavl.features.vision.tracking;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vavl.core.VavlException;
import org.vavl.features.media.FrameSource;
import org.vavl.features.vision.detection.FaceDetectorSource;
import org.vavl.features.vision.tracking.DetectionSchedule.Step;
import org.vavl.features.vision.tracking.VideoFrameReader.Picture;

/**
 * Goes through a video and follows its faces, as far as it is told to. Pictures are decoded ahead by a thread of its own, and the next whole
 * picture that will be searched is searched by another one.
 */
public final class VideoFaceTracker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VideoFaceTracker.class);

    /** Pictures that wait for the next that will be searched take no more memory than this, and that one. */
    private static final int MOST_WAITING_BYTES = 50_000_000;

    private final LookAhead lookAhead;
    private final double reachSeconds;

    /** Also where nothing is searched, as in blank pictures: whoever pushes pictures waits for those that are read to be passed. */
    private final double secondsAhead;

    private final String name;
    private final FrameSource reader;
    private final VideoFrameReader pictures;
    private final DetectionSchedule plan;
    private final Deque<Planned> waiting = new ArrayDeque<>();
    private int searchesAhead;
    private final PrefetchingFaceDetector detector;
    private final FaceTracker tracker;
    private final FaceDetectionPass search;
    private final FrameGrid grid;
    private VideoPart part = VideoPart.WHOLE;
    private double seconds = Double.NEGATIVE_INFINITY;
    private int settled;
    private boolean ended;

    /** A picture, and what will become of it. */
    private record Planned(Picture picture, Step step) {}

    /**
     * Begins to follow the faces of a video.
     *
     * @param name what errors call the video
     * @param reader of its frames; closed with this
     * @param detectors find the faces
     * @param lookAhead how far the video is looked at before faces are taken as known
     */
    public VideoFaceTracker(
            String name,
            FrameSource reader,
            FaceDetectorSource detectors,
            TrackingSettings settings,
            LookAhead lookAhead) {
        this.name = name;
        this.reader = reader;
        this.lookAhead = lookAhead;
        this.reachSeconds = lookAhead.reachSeconds(settings);
        this.secondsAhead = lookAhead.searchesSeconds(settings);
        this.detector = new PrefetchingFaceDetector(detectors);
        this.tracker = new FaceTracker(settings);
        this.search = new FaceDetectionPass(detector, tracker, settings);
        this.plan = new DetectionSchedule(settings);
        this.grid = new FrameGrid(reader.frameRate());
        this.pictures = new VideoFrameReader(reader);
    }

    /**
     * Looks for faces in a part of the video alone; before it, pictures are only decoded, and cuts looked for.
     *
     * @throws IllegalStateException if pictures were looked at before
     */
    public void lookOnlyAt(VideoPart newPart) {
        if (grid.pictures() > 0 || !waiting.isEmpty()) {
            throw new IllegalStateException("the video has been looked at");
        }
        part = newPart;
        tracker.lookOnlyAt(newPart);
    }

    /** Whether it is known where the faces are up to a time, or the video has ended. */
    public boolean hasReached(double goal) {
        return ended || seconds >= goal + reachSeconds;
    }

    /** How many of the frames so far have faces that are known. */
    public int settledFrames() {
        if (ended) {
            return grid.pictures();
        }
        if (!lookAhead.settled()) {
            return search.decidedFrames();
        }
        int count = Math.max(settled, 0);
        while (count < grid.pictures() && grid.seconds(count) < seconds - reachSeconds) {
            count++;
        }
        settled = count;
        return count;
    }

    /**
     * Goes on by a picture.
     *
     * @return whether there was one
     * @throws VavlException if none of its pictures can be decoded
     */
    public boolean goOn() {
        fetch();
        Optional.ofNullable(waiting.pollFirst()).ifPresentOrElse(this::watch, this::end);
        return !ended;
    }

    /** Fetches the pictures up to the next ones that will be searched, and begins to search them. */
    private void fetch() {
        while (waiting.isEmpty() || isRoomAhead()) {
            Optional<Picture> fetched = pictures.next();
            if (fetched.isEmpty()) {
                return;
            }
            Picture picture = fetched.get();
            Step step = step(picture);
            waiting.addLast(new Planned(picture, step));
            if (step.isSearch()) {
                detector.begin(picture.image());
                searchesAhead++;
            }
        }
    }

    private Step step(Picture picture) {
        // What a damaged picture shows is neither a cut nor a face.
        Step step = picture.isDamaged() ? Step.FOLLOW : plan.next(picture.seconds(), picture.image());
        return picture.seconds() < part.lookFrom() ? Step.PASS : step;
    }

    private boolean isRoomAhead() {
        return searchesAhead < lookAhead.detections()
                && (waiting.size() < lookAhead.detections() || waitingSeconds() + 1 / reader.frameRate() < secondsAhead)
                && waitingBytes() <= MOST_WAITING_BYTES;
    }

    private double waitingSeconds() {
        return waiting.isEmpty()
                ? 0
                : waiting.getLast().picture().seconds()
                        - waiting.getFirst().picture().seconds();
    }

    private long waitingBytes() {
        return waiting.stream()
                .mapToLong(one -> one.picture().memory().capacity())
                .sum();
    }

    private void watch(Planned planned) {
        Picture picture = planned.picture();
        seconds = picture.seconds();
        if (!picture.isDamaged()) {
            search.accept(grid.pictures(), seconds, picture.image(), planned.step());
        }
        grid.add(seconds);
        if (planned.step().isSearch()) {
            detector.forget(picture.image());
            searchesAhead--;
        }
        pictures.giveBack(picture);
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        search.finish();
        if (grid.pictures() == 0) {
            throw new VavlException(name + ": none of its pictures can be decoded");
        }
        reader.warning().ifPresent(warning -> LOG.warn("{}: {}", name, warning));
    }

    /** The time of the last picture so far. */
    public double seconds() {
        return seconds;
    }

    /** How long the video says that it is, in seconds. */
    public Optional<Double> statedSeconds() {
        return reader.statedSeconds();
    }

    /** Pictures a second, as the video says. */
    public double frameRate() {
        return reader.frameRate();
    }

    /** When the pictures so far are shown. */
    public FrameGrid grid() {
        return grid;
    }

    /** Whether the video was seen to its end. */
    public boolean hasEnded() {
        return ended;
    }

    /** The faces so far, the most prominent first. */
    public List<FaceTrack> tracks() {
        return tracker.tracks();
    }

    /** The faces between two times, the most prominent between them first. */
    public List<FaceTrack> tracks(double begin, double end) {
        return tracker.tracks(begin, end);
    }

    /** What was before a time is not asked for any more. */
    public void forgetBefore(double seconds) {
        tracker.forgetBefore(seconds - reachSeconds);
    }

    /** The times of frames before one are not asked for any more. */
    public void forgetFramesBefore(int frame) {
        grid.forgetBefore(Math.min(frame, settledFrames()));
    }

    @Override
    public void close() {
        detector.close();
        pictures.close();
        reader.close();
    }
}
