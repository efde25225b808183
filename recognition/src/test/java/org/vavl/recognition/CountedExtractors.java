package org.vavl.recognition;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.compute.Device;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.AcousticExtractorProvider;
import org.vavl.features.ExtractedFeatures;
import org.vavl.features.FaceCropSettings;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;
import org.vavl.features.VisualExtractorProvider;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.vision.detection.FaceDetectorProvider;
import org.vavl.features.vision.detection.FaceDetectorSource;

/** Extractors and a detector that do nothing, and tell how many extractors are open and where which was asked to run. */
final class CountedExtractors {
    static final AtomicInteger OPEN = new AtomicInteger();
    static final AtomicInteger OPENED = new AtomicInteger();

    static final Map<String, Device> DEVICES = new ConcurrentHashMap<>();

    private CountedExtractors() {}

    private static void opened() {
        OPEN.incrementAndGet();
        OPENED.incrementAndGet();
    }

    /** Opens the one for sound. */
    public static final class Acoustic implements AcousticExtractorProvider {
        @Override
        public String name() {
            return "counted-sound";
        }

        @Override
        public AcousticExtractor open(List<String> settings, WeightSources weights) {
            opened();
            DEVICES.put(name(), weights.device());
            return new Sound();
        }
    }

    /** Opens the one for faces. */
    public static final class Visual implements VisualExtractorProvider {
        @Override
        public String name() {
            return "counted-faces";
        }

        @Override
        public VisualExtractor open(WeightSources weights) {
            opened();
            DEVICES.put(name(), weights.device());
            return new Faces();
        }
    }

    /** Finds a detector that cannot be opened. */
    public static final class Detector implements FaceDetectorProvider {
        @Override
        public String name() {
            return "counted-detector";
        }

        @Override
        public boolean needsWeights() {
            return true;
        }

        @Override
        public FaceDetectorSource source(WeightSources weights) {
            DEVICES.put(name(), weights.device());
            return FaceDetectorSource.of(new ExtractorId(name(), "1"), () -> {
                throw new UnsupportedOperationException();
            });
        }
    }

    private static final class Sound implements AcousticExtractor {
        @Override
        public ExtractorId id() {
            return new ExtractorId("counted-sound", "1");
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public double frameRate() {
            return 1;
        }

        @Override
        public ExtractedFeatures extract(Path media, DoubleConsumer progress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int sampleRate() {
            return 16_000;
        }

        @Override
        public FeatureSequence extract(String name, float[] samples) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            OPEN.decrementAndGet();
        }
    }

    private static final class Faces implements VisualExtractor {
        @Override
        public ExtractorId id() {
            return new ExtractorId("counted-faces", "1");
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public FaceCropSettings crop() {
            throw new IllegalStateException("cannot say what it takes");
        }

        @Override
        public int batchSize() {
            return 1;
        }

        @Override
        public float[] extract(List<Image> faces) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            OPEN.decrementAndGet();
        }
    }
}
