package org.vavl.features.vision.tracking;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.vavl.features.BufferPool;
import org.vavl.features.Image;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.detection.FaceDetector;
import org.vavl.features.vision.image.Box;

/**
 * Looks for faces in a video: everywhere as its {@link DetectionSchedule} says, and where they have just been as its tracker wants. Where a face came
 * or went between two pictures in which faces were looked for, it also looks there in those between, so that it is known to the picture
 * when it did. Where the video is cut, or goes blank, it looks everywhere behind that and where faces were before it. Where a face is lost, it
 * is looked for everywhere at once.
 */
public final class FaceDetectionPass {
    /** What is kept takes no more memory than this, and a picture. */
    private static final int MOST_KEPT_BYTES = 100_000_000;

    private final FaceDetector detector;
    private final FaceTracker tracker;
    private final List<Kept> kept = new ArrayList<>();
    private final BufferPool pool = new BufferPool();
    private final double detectionSeconds;
    private double lastSearch = Double.NEGATIVE_INFINITY;
    private int accepted;

    /** A picture in which faces have not been looked for. */
    private record Kept(int frame, double seconds, Image image, ByteBuffer pixels) {}

    /** A picture in which faces have been looked for, and those that were found. */
    private record Looked(int frame, double seconds, Image image, List<Face> faces) {}

    public FaceDetectionPass(FaceDetector detector, FaceTracker tracker, TrackingSettings settings) {
        this.detector = detector;
        this.tracker = tracker;
        this.detectionSeconds = settings.detectionSeconds();
    }

    /**
     * The next picture, which is copied if need be.
     *
     * @param step what {@link DetectionSchedule} says of it
     */
    public void accept(int frame, double seconds, Image image, DetectionSchedule.Step step) {
        interrupt(frame, seconds, step);
        if (step.isSearch() || keptBytes() > MOST_KEPT_BYTES) {
            take(new Looked(frame, seconds, image, everywhere(seconds, image)));
        } else if (step == DetectionSchedule.Step.FOLLOW && tracker.isDetectionDue(seconds)) {
            take(new Looked(frame, seconds, image, near(seconds, image)));
        } else if (step == DetectionSchedule.Step.FOLLOW) {
            keep(frame, seconds, image);
        }
        accepted = frame + 1;
    }

    private void interrupt(int frame, double seconds, DetectionSchedule.Step step) {
        switch (step) {
            case CUT -> {
                finish();
                tracker.cut(frame, seconds);
            }
            case RETURN -> {
                finish();
                tracker.resume(frame, seconds);
            }
            case BLANK -> {
                finish();
                tracker.blank(frame);
            }
            case SEARCH, FOLLOW, PASS -> {}
        }
    }

    private List<Face> everywhere(double seconds, Image image) {
        lastSearch = seconds;
        return detector.detect(image);
    }

    /** The faces where they were; and all, as often as faces are followed, while one of them is lost. */
    private List<Face> near(double seconds, Image image) {
        List<Face> faces = detector.detectNear(image, tracker.places(seconds));
        boolean searched = seconds - lastSearch < detectionSeconds - FaceTracker.ROUNDING_SECONDS;
        if (searched || !tracker.isAnyLost(seconds, faces)) {
            return faces;
        }
        List<Face> all = new ArrayList<>(faces);
        all.addAll(everywhere(seconds, image));
        return Face.distinct(all);
    }

    /** How many frames, from the first on, need no later one to tell where their faces are. */
    int decidedFrames() {
        return kept.isEmpty() ? accepted : kept.get(0).frame();
    }

    /** No more pictures: the last one has none after it that could say where its faces are. */
    public void finish() {
        if (!kept.isEmpty()) {
            Kept last = kept.remove(kept.size() - 1);
            List<Face> faces = detector.detectNear(last.image(), tracker.places(last.seconds()));
            take(new Looked(last.frame(), last.seconds(), last.image(), faces));
            pool.giveBack(last.pixels());
        }
    }

    private void take(Looked looked) {
        if (!kept.isEmpty() && tracker.isChange(looked.faces())) {
            List<Box> places = new ArrayList<>(tracker.places(looked.seconds()));
            looked.faces().forEach(face -> places.add(face.box()));
            for (Kept one : kept) {
                List<Face> faces = detector.detectNear(one.image(), places);
                tracker.accept(one.frame(), one.seconds(), one.image(), faces);
            }
        }
        tracker.accept(looked.frame(), looked.seconds(), looked.image(), looked.faces());
        kept.forEach(one -> pool.giveBack(one.pixels()));
        kept.clear();
    }

    private int keptBytes() {
        return kept.stream().mapToInt(one -> one.pixels().capacity()).sum();
    }

    private void keep(int frame, double seconds, Image image) {
        ByteBuffer pixels = pool.take(image.pixels().remaining());
        pixels.put(image.pixels()).flip();
        kept.add(new Kept(frame, seconds, new Image(image.width(), image.height(), image.channels(), pixels), pixels));
    }
}
