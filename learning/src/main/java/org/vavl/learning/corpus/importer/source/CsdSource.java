package org.vavl.learning.corpus.importer.source;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.learning.corpus.csd.ComputationalSequence;
import org.vavl.learning.corpus.csd.Excerpt;
import org.vavl.learning.corpus.csd.ExcerptReader;
import org.vavl.learning.corpus.csd.TimedRows;

/**
 * A computational sequence of the CMU Multimodal SDK ({@code .csd}). A clip that is an excerpt of a recording is cut out by time; any other
 * is the entry that has one of its keys as name. Frames with a value that is not a finite number are not valid.
 */
public final class CsdSource implements KeyedSource {
    /** More frames a second than any feature has, in Hz. */
    private static final double HIGHEST_RATE = 100_000;

    private final ComputationalSequence sequence;
    private final ExcerptReader excerpts;
    private final OptionalDouble frameRate;
    private final ExtractorId extractor;

    /**
     * Opens a file.
     *
     * @param frameRate frames per second; without, it follows from the intervals
     */
    CsdSource(Path path, OptionalDouble frameRate, ExtractorId extractor) {
        this(new ComputationalSequence(path), frameRate, extractor);
    }

    /**
     * Opens a file whose name without ending is the extractor's.
     *
     * @throws org.vavl.core.VavlException if it is no computational sequence
     */
    public static CsdSource of(Path path) {
        String name = ConsensusTables.stem(String.valueOf(path.getFileName()));
        return new CsdSource(path, OptionalDouble.empty(), new ExtractorId(name, "1"));
    }

    /** The recordings that there is something of. */
    public Set<String> recordings() {
        return excerpts.recordings();
    }

    private CsdSource(ComputationalSequence sequence, OptionalDouble frameRate, ExtractorId extractor) {
        this.sequence = sequence;
        this.frameRate = frameRate;
        this.extractor = extractor;
        try {
            this.excerpts = new ExcerptReader(sequence);
        } catch (RuntimeException e) {
            sequence.close();
            throw e;
        }
    }

    @Override
    public Optional<FeatureSequence> features(PlannedClip clip) {
        Optional<Excerpt> excerpt = clip.excerpt();
        return excerpt.isPresent()
                ? excerpts.read(excerpt.get()).map(this::sequence)
                : KeyedSource.super.features(clip);
    }

    @Override
    public Optional<FeatureSequence> features(String key) {
        return (frameRate.isPresent() ? sequence.readValues(key) : sequence.read(key)).map(this::sequence);
    }

    private FeatureSequence sequence(TimedRows rows) {
        float[] values = rows.values().clone();
        BitSet valid = new BitSet();
        for (int t = 0; t < rows.rows(); t++) {
            boolean finite = true;
            for (int d = 0; d < rows.width(); d++) {
                finite &= Float.isFinite(values[t * rows.width() + d]);
            }
            for (int d = 0; !finite && d < rows.width(); d++) {
                values[t * rows.width() + d] = 0;
            }
            valid.set(t, finite);
        }
        return new FeatureSequence(FloatBuffer.wrap(values), rows.width(), rate(rows), valid, extractor);
    }

    private double rate(TimedRows rows) {
        return frameRate.orElseGet(() -> rate(sequence.path(), rows));
    }

    /** Frames a second, from when the first frame and the last begin; of a single frame, from how long it is. */
    static double rate(Path path, TimedRows rows) {
        int last = rows.rows() - 1;
        double seconds = last > 0 ? rows.begins()[last] - rows.begins()[0] : rows.ends()[0] - rows.begins()[0];
        double rate = Math.max(1, last) / seconds;
        if (!(rate > 0 && rate <= HIGHEST_RATE)) {
            throw new VavlException(path + ": the intervals of a segment from " + rows.begins()[0] + " to "
                    + rows.ends()[last] + " s with " + rows.rows()
                    + " frames give no frame rate; frameRate=N behind the file's name says it");
        }
        return rate;
    }

    @Override
    public void close() {
        sequence.close();
    }
}
