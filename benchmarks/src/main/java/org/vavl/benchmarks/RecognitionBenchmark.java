package org.vavl.benchmarks;

import java.nio.file.Path;
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
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Recognizer;

/** Answers for a video with the built-in model or another that is loaded: decodes, finds and follows faces, extracts, and asks the network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 3)
public class RecognitionBenchmark {
    /** A video; blank for a talking portrait. */
    @Param({""})
    public String clip;

    /** A model file; blank for the built-in model. */
    @Param({""})
    public String model;

    private Recognizer recognizer;
    private Path file;

    /** Loads the model. */
    @Setup(Level.Trial)
    public void open() {
        recognizer = model.isBlank() ? Recognizer.builtIn() : Recognizer.load(Path.of(model));
        file = Pictures.clip(clip);
    }

    /** Frees it. */
    @TearDown(Level.Trial)
    public void close() {
        recognizer.close();
    }

    /** Answers. */
    @Benchmark
    public Recognition answer() {
        return recognizer.recognize(file);
    }
}
