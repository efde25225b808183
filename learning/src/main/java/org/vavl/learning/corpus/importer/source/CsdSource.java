package org.vavl.learning.corpus.importer.source;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.file.InputFile;

/**
 * A computational sequence of the CMU Multimodal SDK ({@code .csd}), which is HDF5: in the file's group the group {@code data},
 * in it a group for each segment, such as {@code VIDEO[3]}, with {@code features} (T×D) and {@code intervals} (T×2, seconds).
 * Frames with a value that is not a finite number are not valid.
 */
final class CsdSource implements KeyedSource {
    private static final String DATA = "data";
    private static final String FEATURES = "features";
    private static final String INTERVALS = "intervals";
    private static final long MOST_VALUES = 1 << 28;

    private final Path path;
    private final HdfFile file;
    private final Group data;
    private final OptionalDouble frameRate;
    private final ExtractorId extractor;

    /**
     * Opens a file.
     *
     * @param frameRate frames per second; without, it follows from the intervals
     */
    CsdSource(Path path, OptionalDouble frameRate, ExtractorId extractor) {
        this.path = path;
        this.frameRate = frameRate;
        this.extractor = extractor;
        this.file = open(path);
        try {
            this.data = data(file)
                    .orElseThrow(() ->
                            new VavlException(path + " is not a .csd file: it has no group 'data' with segments"));
        } catch (RuntimeException e) {
            file.close();
            throw e instanceof VavlException ? e : unreadable("its groups", e);
        }
    }

    private static HdfFile open(Path path) {
        Path present = InputFile.require(path);
        try {
            return new HdfFile(present);
        } catch (RuntimeException e) { // jHDF throws of many kinds where a file is damaged
            throw new VavlException(path + " is not a .csd file, which is HDF5: " + e.getMessage(), e);
        }
    }

    private static Optional<Group> data(Group root) {
        for (Node child : root.getChildren().values()) {
            if (child instanceof Group group) {
                if (child.getName().equals(DATA)) {
                    return Optional.of(group);
                }
                if (group.getChildren().get(DATA) instanceof Group data) {
                    return Optional.of(data);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized Optional<FeatureSequence> features(String key) {
        try {
            return data.getChildren().get(key) instanceof Group segment
                    ? Optional.of(sequence(key, segment))
                    : Optional.empty();
        } catch (VavlException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unreadable("segment " + key, e);
        }
    }

    private VavlException unreadable(String what, RuntimeException e) {
        return new VavlException(
                path + ": " + what + " cannot be read, the file is damaged or of a kind of HDF5 that is not known: "
                        + e.getMessage(),
                e);
    }

    private FeatureSequence sequence(String key, Group segment) {
        double[][] features = matrix(key, segment, FEATURES);
        int width = features[0].length;
        float[] values = new float[features.length * width];
        BitSet valid = new BitSet();
        for (int t = 0; t < features.length; t++) {
            boolean finite = true;
            for (double value : features[t]) {
                finite &= Float.isFinite((float) value);
            }
            for (int d = 0; finite && d < width; d++) {
                values[t * width + d] = (float) features[t][d];
            }
            valid.set(t, finite);
        }
        return new FeatureSequence(
                FloatBuffer.wrap(values), width, rate(key, segment, features.length), valid, extractor);
    }

    /** Frames a second, from when the first frame and the last begin; of a single frame, from how long it is. */
    private double rate(String key, Group segment, int frames) {
        if (frameRate.isPresent()) {
            return frameRate.getAsDouble();
        }
        double[][] intervals = matrix(key, segment, INTERVALS);
        if (intervals.length != frames || intervals[0].length != 2) {
            throw new VavlException(
                    path + ": segment " + key + " has " + frames + " frames and intervals of shape " + intervals.length
                            + "×" + intervals[0].length + ", and must have as many, each with begin and end");
        }
        double seconds = frames > 1 ? intervals[frames - 1][0] - intervals[0][0] : intervals[0][1] - intervals[0][0];
        double rate = Math.max(1, frames - 1) / seconds;
        return rate > 0 && Double.isFinite(rate) ? rate : 1;
    }

    private double[][] matrix(String key, Group segment, String name) {
        Node node = segment.getChildren().get(name);
        if (!(node instanceof Dataset dataset)) {
            throw new VavlException(path + ": segment " + key + " has no " + name);
        }
        int[] shape = dataset.getDimensions();
        if (shape.length != 2 || shape[0] < 1 || shape[1] < 1 || (long) shape[0] * shape[1] > MOST_VALUES) {
            throw new VavlException(path + ": " + name + " of segment " + key + " have shape " + Arrays.toString(shape)
                    + ", and must have two dimensions of 1 or more");
        }
        Object values = dataset.getData();
        if (values instanceof double[][] doubles) {
            return doubles;
        }
        if (values instanceof float[][] floats) {
            double[][] doubles = new double[floats.length][shape[1]];
            for (int t = 0; t < floats.length; t++) {
                for (int d = 0; d < shape[1]; d++) {
                    doubles[t][d] = floats[t][d];
                }
            }
            return doubles;
        }
        throw new VavlException(path + ": " + name + " of segment " + key + " must be float32 or float64");
    }

    @Override
    public void close() {
        file.close();
    }
}
