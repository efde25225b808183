package org.vavl.features;

import java.nio.file.Path;
import java.util.BitSet;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.storage.FeatureSpool;
import org.vavl.features.storage.NpyFile;

/** Features that were just made of a file: in memory while they are few, else in a temporary file, which is gone after closing. */
public final class ExtractedFeatures implements AutoCloseable {
    private final FeatureSpool spool;
    private final int width;
    private final double frameRate;
    private final BitSet valid;
    private final ExtractorId extractor;

    /**
     * Features of which some frames may not be valid.
     *
     * @param spool all values; closed with this
     * @param width D, values per frame
     * @param frameRate frames per second
     * @param valid the indices of the valid frames; not copied
     * @param extractor which extractor made them
     */
    public ExtractedFeatures(FeatureSpool spool, int width, double frameRate, BitSet valid, ExtractorId extractor) {
        this(width, frameRate, valid, extractor, spool);
        spool.complete();
    }

    /** Of a spool that is complete. */
    private ExtractedFeatures(int width, double frameRate, BitSet valid, ExtractorId extractor, FeatureSpool spool) {
        this.spool = spool;
        this.width = width;
        this.frameRate = frameRate;
        this.valid = valid;
        this.extractor = extractor;
    }

    /** Features of which every frame is valid; see the constructor. */
    public static ExtractedFeatures allValid(FeatureSpool spool, int width, double frameRate, ExtractorId extractor) {
        BitSet valid = new BitSet();
        valid.set(0, (int) (spool.values() / width));
        return new ExtractedFeatures(spool, width, frameRate, valid, extractor);
    }

    /** Features that are in memory already. */
    public static ExtractedFeatures of(FeatureSequence features) {
        FeatureSpool spool = FeatureSpool.of(features.values());
        return new ExtractedFeatures(
                spool, features.width(), features.frameRate(), features.valid(), features.extractor());
    }

    /**
     * The same values with other frames valid, as those of another extractor; closed in place of this.
     *
     * @param newValid the indices of the valid frames; not copied
     */
    public ExtractedFeatures with(BitSet newValid, ExtractorId newExtractor) {
        return new ExtractedFeatures(width, frameRate, newValid, newExtractor, spool);
    }

    /** T. */
    public int frames() {
        return (int) (spool.values() / width);
    }

    /** The indices of the valid frames. */
    public BitSet valid() {
        return (BitSet) valid.clone();
    }

    /** Frames a second. */
    public double frameRate() {
        return frameRate;
    }

    /** The features, which stay when this is closed; those in a file are mapped into memory. */
    public FeatureSequence sequence() {
        return new FeatureSequence(spool.all(), width, frameRate, valid, extractor);
    }

    /**
     * Writes them as {@link NpyFile#write} does, a few frames at a time.
     *
     * @throws org.vavl.core.VavlException if the file cannot be written; what was there is as it was then
     */
    public void write(Path npy) {
        NpyFile.write(
                npy,
                (int) (spool.values() / width),
                width,
                (begin, values) -> spool.read((long) begin * width, values),
                valid);
    }

    @Override
    public void close() {
        spool.close();
    }
}
