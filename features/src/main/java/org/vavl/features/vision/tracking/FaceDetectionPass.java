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
 * when it did. Where the video is cut, it looks everywhere behind the cut and where faces were before it, and all faces end.
 */
public final class FaceDetectionPass {
    /** What is kept takes no more memory than this, and a picture. */
    private static final int MOST_KEPT_BYTES = 100_000_000;

    private final FaceDetector detector;
    private final FaceTracker tracker;
    private final List<Kept> kept = new ArrayList<>();
    private final BufferPool pool = new BufferPool();
    private int accepted;

    /** A picture in which faces have not been looked for. */
    private record Kept(int frame, double seconds, Image image, ByteBuffer pixels) {}

    public FaceDetectionPass(FaceDetector detector, FaceTracker tracker) {
        this.detector = detector;
        this.tracker = tracker;
    }

    /**
     * The next picture, which is copied if need be.
     *
     * @param step what {@link DetectionSchedule} says of it
     */
    public void accept(int frame, double seconds, Image image, DetectionSchedule.Step step) {
        if (step == DetectionSchedule.Step.CUT) {
            finish();
            tracker.cut();
        }
        if (step != DetectionSchedule.Step.FOLLOW || keptBytes() > MOST_KEPT_BYTES) {
            take(frame, seconds, detector.detect(image));
        } else if (tracker.isDetectionDue(seconds)) {
            take(frame, seconds, detector.detectNear(image, tracker.places(seconds)));
        } else {
            keep(frame, seconds, image);
        }
        accepted = frame + 1;
    }

    /** How many frames, from the first on, need no later one to tell where their faces are. */
    int decidedFrames() {
        return kept.isEmpty() ? accepted : kept.get(0).frame();
    }

    /** No more pictures: the last one has none after it that could say where its faces are. */
    public void finish() {
        if (!kept.isEmpty()) {
            Kept last = kept.remove(kept.size() - 1);
            take(last.frame(), last.seconds(), detector.detectNear(last.image(), tracker.places(last.seconds())));
            pool.giveBack(last.pixels());
        }
    }

    private void take(int frame, double seconds, List<Face> faces) {
        if (!kept.isEmpty() && tracker.isChange(faces)) {
            List<Box> places = new ArrayList<>(tracker.places(seconds));
            faces.forEach(face -> places.add(face.box()));
            kept.forEach(one -> tracker.accept(one.frame(), one.seconds(), detector.detectNear(one.image(), places)));
        }
        tracker.accept(frame, seconds, faces);
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
