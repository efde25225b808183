package org.vavl.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.vavl.features.Extractors;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;
import org.vavl.features.vision.crop.FaceCropper;

/** Describes the faces of a clip, cut out beforehand, in batches of the extractor's size; the time is for one face. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 3)
public class VisualExtractorBenchmark {
    private static final int FACES = 32;

    /** A video or picture of faces; blank for a talking portrait. */
    @Param({""})
    public String clip;

    /** One of {@link Extractors#visualNames}. */
    @Param({"face-hog", "face-model"})
    public String extractor;

    /** The extractor's file; blank for none, or for the one in the user's store. */
    @Param({""})
    public String source;

    private VisualExtractor opened;
    private List<List<Image>> batches;

    /** Opens the extractor and cuts out faces. */
    @Setup(Level.Trial)
    public void open() {
        opened = Sources.extractors(extractor, source).visual(extractor);
        FaceCropper cutter = new FaceCropper(opened.crop());
        List<Sighting> sightings = Sighting.allIn(Pictures.clip(clip));
        List<Image> crops = IntStream.range(0, FACES)
                .mapToObj(i -> sightings.get(i % sightings.size()))
                .map(sighting -> sighting.cutBy(cutter))
                .toList();
        batches = IntStream.iterate(0, begin -> begin < FACES, begin -> begin + opened.batchSize())
                .mapToObj(begin -> crops.subList(begin, Math.min(FACES, begin + opened.batchSize())))
                .toList();
    }

    /** Frees it. */
    @TearDown(Level.Trial)
    public void close() {
        opened.close();
    }

    /** Describes them. */
    @Benchmark
    @OperationsPerInvocation(FACES)
    public List<float[]> extract() {
        return batches.stream().map(opened::extract).toList();
    }
}
