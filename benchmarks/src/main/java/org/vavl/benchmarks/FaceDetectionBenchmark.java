package org.vavl.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.vavl.features.Image;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.detection.FaceDetector;
import org.vavl.features.vision.detection.FaceDetectors;

/** Looks for faces in a picture: the next of a clip in each call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 3)
public class FaceDetectionBenchmark {
    /** A video or picture; blank for a talking portrait of 240×200 pixels. */
    @Param({""})
    public String clip;

    /** One of {@link FaceDetectors#names}. */
    @Param({"haar"})
    public String detector;

    /** The detector's file or folder; blank for none, or for those in the user's store. */
    @Param({""})
    public String weights;

    private FaceDetector opened;
    private List<Image> pictures;
    private int next;

    /** Decodes the pictures and opens the detector. */
    @Setup(Level.Trial)
    public void open() {
        pictures = Pictures.of(Pictures.clip(clip));
        opened = FaceDetectors.with(Sources.of(detector, weights))
                .named(detector)
                .open();
    }

    /** Frees it. */
    @TearDown(Level.Trial)
    public void close() {
        opened.close();
    }

    /** Looks into one picture. */
    @Benchmark
    public List<Face> detect() {
        next = (next + 1) % pictures.size();
        return opened.detect(pictures.get(next));
    }
}
