package org.vavl.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
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
import org.vavl.core.file.TemporaryFolder;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.folder.CorpusFolder;

/** The next batch of an epoch over a corpus of random features on disk, which the system's cache holds; see {@link EpochLoading} for a large one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 3)
public class LoaderBenchmark {
    private static final int CORPUS = 256;

    /** Clips in a batch. */
    @Param({"1", "32"})
    public int clips;

    private TemporaryFolder folder;
    private Corpus corpus;
    private BatchLoading loading;
    private Iterator<List<Integer>> batches = Collections.emptyIterator();
    private int epoch;

    /** Writes the corpus and opens it. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        folder = TemporaryFolder.create("vavl-benchmark");
        Path place = folder.path().resolve("corpus");
        RandomCorpusFolder.write(place, CORPUS);
        corpus = CorpusFolder.open(place);
        loading = new BatchLoading(corpus, clips);
    }

    /** Removes it. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        corpus.close();
        folder.close();
    }

    /** Normalises, pads and masks a batch's clips, as tensors. */
    @Benchmark
    public long load() {
        if (!batches.hasNext()) {
            batches = loading.plan().batches(epoch++).iterator();
        }
        return loading.load(batches.next());
    }
}
