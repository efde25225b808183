package org.vavl.features;

import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.compute.Device;

/** Makes acoustic features of media files. Implementations are immutable and may be used by several threads. */
public interface AcousticExtractor extends AutoCloseable {
    /** Its name and version; another version means that the same file gives other values. */
    ExtractorId id();

    /** D, values per frame. */
    int width();

    /** Frames a second. */
    double frameRate();

    /**
     * Extracts a file's features.
     *
     * @param media any file that FFmpeg reads
     * @return T×D, T at least 1
     * @throws org.vavl.core.VavlException if the file cannot be read, or has no sound or too little
     */
    default FeatureSequence extract(Path media) {
        try (ExtractedFeatures features = extract(media, share -> {})) {
            return features.sequence();
        }
    }

    /**
     * Extracts a file's features without keeping many of them in memory, and says how far it has come; see {@link #extract(Path)}.
     *
     * @param progress receives, now and then, the completed share of the work, from 0 to 1
     */
    ExtractedFeatures extract(Path media, DoubleConsumer progress);

    /** Samples a second that it takes. */
    int sampleRate();

    /**
     * Extracts the features of samples, such as a part of a recording; what it gives is what a file of just these samples would give.
     *
     * @param name what errors call them
     * @param samples mono, of {@link #sampleRate}; full scale is ±1
     * @return T×D, T at least 1
     * @throws org.vavl.core.VavlException if they are too few
     */
    FeatureSequence extract(String name, float[] samples);

    /** Where its network runs; the CPU where it has none, or one that runs nowhere else. */
    default Device device() {
        return Device.CPU;
    }

    /** The D values' names. */
    default List<String> columns() {
        return IntStream.range(0, width()).mapToObj(i -> id().name() + "-" + i).toList();
    }

    /** Frees what it holds; most hold nothing. */
    @Override
    default void close() {}
}
