package org.vavl.vision;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.vavl.features.BufferPool;
import org.vavl.features.Image;

/**
 * Looks for faces in a video as often as its tracker wants. Where a face came or went between two pictures in which faces were
 * looked for, it also looks into those between, so that it is known to the picture when it did. Where the video is cut, it looks into the
 * pictures on both sides, and all faces end.
 */
final class FaceSearch {
    /** As many pictures are kept at most. */
    private static final int MOST_KEPT = 24;

    private final FaceDetector detector;
    private final FaceTracker tracker;
    private final SceneCuts cuts = new SceneCuts();
    private final List<Kept> kept = new ArrayList<>();
    private final BufferPool pool = new BufferPool();

    /** A picture in which faces have not been looked for. */
    private record Kept(int frame, double seconds, Image image, ByteBuffer pixels) {}

    FaceSearch(FaceDetector detector, FaceTracker tracker) {
        this.detector = detector;
        this.tracker = tracker;
    }

    /** The next picture, which is copied if need be. */
    void accept(int frame, double seconds, Image image) {
        if (cuts.isCut(image)) {
            finish();
            tracker.cut();
        }
        if (!tracker.wants(seconds) && kept.size() < MOST_KEPT) {
            keep(frame, seconds, image);
        } else {
            search(frame, seconds, image);
        }
    }

    /** No more pictures: the last one has none after it that could say where its faces are. */
    void finish() {
        if (!kept.isEmpty()) {
            Kept last = kept.remove(kept.size() - 1);
            search(last.frame(), last.seconds(), last.image());
            pool.giveBack(last.pixels());
        }
    }

    private void search(int frame, double seconds, Image image) {
        List<Face> faces = detector.detect(image);
        if (!kept.isEmpty() && tracker.isChange(faces)) {
            kept.forEach(one -> tracker.accept(one.frame(), one.seconds(), detector.detect(one.image())));
        }
        tracker.accept(frame, seconds, faces);
        kept.forEach(one -> pool.giveBack(one.pixels()));
        kept.clear();
    }

    private void keep(int frame, double seconds, Image image) {
        ByteBuffer pixels = pool.take(image.pixels().remaining());
        pixels.put(image.pixels()).flip();
        kept.add(new Kept(frame, seconds, new Image(image.width(), image.height(), image.channels(), pixels), pixels));
    }
}
