package org.vavl.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
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
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.file.TemporaryFolder;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;

/** Acoustic features of a WAV file of noise, decoding included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 3)
public class AcousticExtractorBenchmark {
    private static final int RATE = 16_000;

    /** The file's length. */
    @Param({"3", "60"})
    public int seconds;

    /** One of {@link Extractors#acousticNames}. */
    @Param({"logmel"})
    public String extractor;

    /** The extractor's file or folder; blank for none, or for those in the user's store. */
    @Param({""})
    public String source;

    private TemporaryFolder folder;
    private Path file;
    private AcousticExtractor opened;

    /** Writes the file and opens the extractor. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        opened = Sources.extractors(extractor, source).acoustic(extractor, List.of());
        folder = TemporaryFolder.create("vavl-benchmark");
        file = folder.path().resolve("noise.wav");
        byte[] samples = new byte[2 * RATE * seconds];
        new Random(1).nextBytes(samples);
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        try (AudioInputStream stream =
                new AudioInputStream(new ByteArrayInputStream(samples), format, (long) RATE * seconds)) {
            AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }

    /** Removes and frees them. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        folder.close();
        opened.close();
    }

    /** Extracts. */
    @Benchmark
    public FeatureSequence extract() {
        return opened.extract(file);
    }
}
