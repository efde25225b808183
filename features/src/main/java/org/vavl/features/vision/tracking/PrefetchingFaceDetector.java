package org.vavl.features.vision.tracking;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.Image;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.detection.FaceDetector;
import org.vavl.features.vision.detection.FaceDetectorSource;
import org.vavl.features.vision.image.Box;

/** A detector that can look into a picture on a thread of its own before it is asked to, in case it will be. */
final class PrefetchingFaceDetector implements FaceDetector {
    private final FaceDetector detector;
    private final FaceDetectorSource detectors;
    private @Nullable FaceDetector second;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread daemon = new Thread(task, "vavl-faces-ahead");
        daemon.setDaemon(true);
        return daemon;
    });
    private final IdentityHashMap<Image, CompletableFuture<List<Face>>> begun = new IdentityHashMap<>();

    PrefetchingFaceDetector(FaceDetectorSource detectors) {
        this.detectors = detectors;
        this.detector = detectors.open();
    }

    /** Begins to look for the faces of a picture, which must stay valid until it is {@linkplain #forget forgotten}. */
    void begin(Image image) {
        FaceDetector other = second == null ? detectors.open() : second;
        second = other;
        begun.computeIfAbsent(image, one -> CompletableFuture.supplyAsync(() -> other.detect(one), thread));
    }

    /** Waits until nobody looks into a picture any more. */
    void forget(Image image) {
        CompletableFuture<List<Face>> faces = begun.remove(image);
        if (faces != null) {
            faces.handle((found, failure) -> found).join();
        }
    }

    @Override
    public ExtractorId id() {
        return detector.id();
    }

    @Override
    public List<Face> detect(Image image) {
        CompletableFuture<List<Face>> faces = begun.get(image);
        try {
            return faces == null ? detector.detect(image) : faces.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof VavlException cause ? cause : e;
        }
    }

    @Override
    public List<Face> detectNear(Image image, List<Box> places) {
        return detector.detectNear(image, places);
    }

    @Override
    public void close() {
        begun.keySet().stream().toList().forEach(this::forget);
        thread.shutdown();
        detector.close();
        if (second != null) {
            second.close();
        }
    }
}
