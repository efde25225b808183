package org.vavl.benchmarks;

import java.nio.ByteBuffer;
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
import org.openjdk.jmh.annotations.Warmup;
import org.vavl.features.FaceCropSettings;
import org.vavl.features.FaceCropSettings.Framing;
import org.vavl.features.Image;
import org.vavl.features.vision.crop.FaceCropper;

/** Cuts one face out of a picture, of the size that EfficientNet-B2 takes, into memory that goes round. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 3)
public class FaceCropperBenchmark {
    private static final int SIDE = 260;

    /** A video or picture; blank for a talking portrait of 240×200 pixels. */
    @Param({""})
    public String clip;

    /** What of the picture is shown. */
    @Param({"BOX", "ALIGNED"})
    public Framing framing;

    private final ByteBuffer pixels = ByteBuffer.allocateDirect(SIDE * SIDE * Image.RGB);
    private FaceCropper cutter;
    private Sighting sighting;

    /** Finds a face. */
    @Setup(Level.Trial)
    public void open() {
        cutter = new FaceCropper(new FaceCropSettings(SIDE, SIDE, framing, Image.RGB));
        sighting = Sighting.allIn(Pictures.clip(clip)).get(0);
    }

    /** Cuts it out. */
    @Benchmark
    public Image cut() {
        return cutter.crop(sighting.picture(), sighting.face(), pixels);
    }
}
