package org.vavl.features.vision.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.Image;
import org.vavl.features.media.FrameSource;
import org.vavl.features.vision.TestPictures;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.detection.FaceDetector;
import org.vavl.features.vision.detection.FaceDetectorSource;

class VideoFaceTrackerTest {
    private static final double RATE = 25;
    private static final ExtractorId NOBODY = new ExtractorId("nobody", "1");

    /** A video without an end, and how many of its frames were taken. */
    private record Endless(Image image, AtomicInteger taken) implements FrameSource {
        @Override
        public double frameRate() {
            return RATE;
        }

        @Override
        public Optional<Double> statedSeconds() {
            return Optional.empty();
        }

        @Override
        public boolean next() {
            taken.incrementAndGet();
            return true;
        }

        @Override
        public double seconds() {
            return (taken.get() - 1) / RATE;
        }

        @Override
        public Image image() {
            return image;
        }

        @Override
        public void close() {}
    }

    private static final class FindsNobody implements FaceDetector {
        @Override
        public ExtractorId id() {
            return NOBODY;
        }

        @Override
        public List<Face> detect(Image image) {
            return List.of();
        }

        @Override
        public void close() {}
    }

    /** Whoever pushes pictures waits for those behind to be passed: no more may be taken ahead than is stated. */
    @ParameterizedTest(name = "blank {0}")
    @ValueSource(booleans = {true, false})
    void takesNoMoreFramesAheadThanItSays(boolean blank) {
        Image image = TestPictures.of(32, 32, Image.RGB, (x, y) -> blank ? 0 : 60 * (x / 6 % 4));
        Endless video = new Endless(image, new AtomicInteger());
        TrackingSettings settings = TrackingSettings.defaults();
        try (VideoFaceTracker tracker = new VideoFaceTracker(
                "endless", video, FaceDetectorSource.of(NOBODY, FindsNobody::new), settings, LookAhead.FULL)) {
            for (int second = 1; second <= 10; second++) {
                while (!tracker.hasReached(second)) {
                    tracker.goOn();
                    tracker.forgetFramesBefore(tracker.settledFrames());
                }
                double ahead = video.taken().get() / RATE - second;
                assertThat(ahead).isLessThanOrEqualTo(LookAhead.FULL.delaySeconds(settings, RATE) + 1 / RATE);
            }
        }
    }
}
