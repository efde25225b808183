package org.vavl.features;

import java.util.List;
import java.util.stream.IntStream;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.compute.Device;

/**
 * Describes faces by vectors, one for each picture of a face. Finding faces, cutting them out, and telling which frames have none is
 * done before, alike for all extractors; what an extractor gets is what it asks for with {@link #crop}.
 *
 * <p>Implementations may be used by several threads at once.
 */
public interface VisualExtractor extends AutoCloseable {
    /** Its name and version; another version means that the same picture gives other values. */
    ExtractorId id();

    /** D, values a face. */
    int width();

    /** How it wants faces to be cut out. */
    FaceCropSettings crop();

    /** How many faces it takes at once, at least 1. What it answers for a face does not depend on the others. */
    int batchSize();

    /**
     * Describes faces.
     *
     * @param faces N pictures, 1 to {@link #batchSize}, of the size and channels that {@link #crop} says
     * @return N·D values, face after face, all finite
     */
    float[] extract(List<Image> faces);

    /** Where its network runs; the CPU where it has none, or one that runs nowhere else. */
    default Device device() {
        return Device.CPU;
    }

    /** The D values' names. */
    default List<String> columns() {
        return IntStream.range(0, width()).mapToObj(i -> id().name() + "-" + i).toList();
    }

    /** Frees what it holds. */
    @Override
    void close();
}
