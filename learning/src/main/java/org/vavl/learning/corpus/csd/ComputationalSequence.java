package org.vavl.learning.corpus.csd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.vavl.core.VavlException;
import org.vavl.core.file.InputFile;

/**
 * A computational sequence of the CMU Multimodal SDK ({@code .csd}), which is HDF5: in the file's one group, which is named after the
 * sequence, the groups {@code data} and {@code metadata}; in {@code data} a group for each recording, such as {@code VIDEO}, or in an
 * aligned file for each piece of one, such as {@code VIDEO[3]}, with {@code features} (T×D) and {@code intervals} (T×2, seconds).
 *
 * <p>Safe for use by several threads.
 */
public final class ComputationalSequence implements AutoCloseable {
    private static final String DATA = "data";
    private static final String METADATA = "metadata";
    private static final String DIMENSIONS = "dimension names";
    private static final String FEATURES = "features";
    private static final String INTERVALS = "intervals";
    private static final long MOST_VALUES = 1 << 27;
    private static final int LONGEST_METADATA = 1 << 20;

    private final Path path;
    private final HdfFile file;
    private final Group root;
    private final Group data;

    /**
     * Opens a file.
     *
     * @throws VavlException if it is none of these
     */
    public ComputationalSequence(Path path) {
        this.path = path;
        this.file = open(path);
        try {
            this.root = reading("its groups", () -> root(file))
                    .orElseThrow(() ->
                            new VavlException(path + " is not a .csd file: it has no group 'data' with segments"));
            this.data = reading("its groups", () -> group(root, DATA)).orElseThrow();
        } catch (RuntimeException e) {
            file.close();
            throw e;
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

    private static Optional<Group> root(Group top) {
        if (group(top, DATA).isPresent()) {
            return Optional.of(top);
        }
        return top.getChildren().values().stream()
                .filter(Group.class::isInstance)
                .map(Group.class::cast)
                .filter(group -> group(group, DATA).isPresent())
                .findFirst();
    }

    private static Optional<Group> group(Group parent, String name) {
        return parent.getChildren().get(name) instanceof Group group ? Optional.of(group) : Optional.empty();
    }

    private <T> T reading(String what, Supplier<T> read) {
        try {
            return read.get();
        } catch (VavlException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new VavlException(
                    path + ": " + what + " cannot be read, the file is damaged or of a kind of HDF5 that is not known: "
                            + e.getMessage(),
                    e);
        }
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** What the sequence is called, such as {@code COVAREP}; empty if its group has no name. */
    public String name() {
        return root.getName().equals("/") ? "" : root.getName();
    }

    /** The names of its entries. */
    public synchronized Set<String> entries() {
        return reading("its groups", () -> data.getChildren().keySet());
    }

    /** What each of the D values is, where the metadata say it. */
    public synchronized Optional<List<String>> dimensions() {
        return reading("its metadata", () -> {
            if (!(root.getChildren().get(METADATA) instanceof Group metadata)
                    || !(metadata.getChildren().get(DIMENSIONS) instanceof Dataset dataset)
                    || dataset.getSize() != 1) {
                return Optional.empty();
            }
            Object text = dataset.getData();
            while (text.getClass().isArray() && Array.getLength(text) == 1) {
                text = Array.get(text, 0);
            }
            return text instanceof String json && json.length() <= LONGEST_METADATA ? names(json) : Optional.empty();
        });
    }

    private static Optional<List<String>> names(String json) {
        try {
            return Optional.of(new ObjectMapper().readValue(json, new TypeReference<List<String>>() {}));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // some files say it in other words; then the values are known by their order
        }
    }

    /**
     * An entry with its times.
     *
     * @return empty if there is no such entry
     * @throws VavlException if it is damaged
     */
    public synchronized Optional<TimedRows> read(String key) {
        return reading("segment " + key, () -> entry(key).map(entry -> {
            Matrix features = matrix(key, entry, FEATURES);
            Matrix intervals = matrix(key, entry, INTERVALS);
            if (intervals.rows() != features.rows() || intervals.width() != 2) {
                throw new VavlException(path + ": segment " + key + " has " + features.rows()
                        + " frames and intervals of shape " + intervals.rows() + "×" + intervals.width()
                        + ", and must have as many, each with begin and end");
            }
            double[] begins = new double[features.rows()];
            double[] ends = new double[features.rows()];
            for (int t = 0; t < begins.length; t++) {
                begins[t] = intervals.value(t, 0);
                ends[t] = intervals.value(t, 1);
                if (!(begins[t] <= ends[t]) || Double.isInfinite(begins[t]) || Double.isInfinite(ends[t])) {
                    throw new VavlException(path + ": interval " + t + " of segment " + key + " is from " + begins[t]
                            + " to " + ends[t] + " s, and must be numbers in this order");
                }
            }
            return new TimedRows(features.floats(), features.width(), begins, ends);
        }));
    }

    /**
     * The values of an entry whose times do not matter, and may be missing.
     *
     * @return empty if there is no such entry; else its rows, each with the times 0 and 0
     * @throws VavlException if it is damaged
     */
    public synchronized Optional<TimedRows> readValues(String key) {
        return reading("segment " + key, () -> entry(key).map(entry -> {
            Matrix features = matrix(key, entry, FEATURES);
            return new TimedRows(
                    features.floats(), features.width(), new double[features.rows()], new double[features.rows()]);
        }));
    }

    private Optional<Group> entry(String key) {
        return group(data, key);
    }

    /** T rows of equally many numbers, float32 or float64. */
    private record Matrix(Object values, int rows, int width) {
        double value(int row, int index) {
            return values instanceof double[][] doubles ? doubles[row][index] : ((float[][]) values)[row][index];
        }

        float[] floats() {
            float[] floats = new float[Math.multiplyExact(rows, width)];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) value(i / width, i % width);
            }
            return floats;
        }
    }

    private Matrix matrix(String key, Group entry, String name) {
        Node node = entry.getChildren().get(name);
        if (!(node instanceof Dataset dataset)) {
            throw new VavlException(path + ": segment " + key + " has no " + name);
        }
        int[] shape = dataset.getDimensions();
        if (shape.length != 2 || shape[0] < 1 || shape[1] < 1 || (long) shape[0] * shape[1] > MOST_VALUES) {
            throw new VavlException(path + ": " + name + " of segment " + key + " have shape " + Arrays.toString(shape)
                    + ", and must have two dimensions of 1 or more");
        }
        Object values = dataset.getData();
        if (values instanceof double[][] || values instanceof float[][]) {
            return new Matrix(values, shape[0], shape[1]);
        }
        throw new VavlException(path + ": " + name + " of segment " + key + " must be float32 or float64");
    }

    @Override
    public void close() {
        file.close();
    }
}
