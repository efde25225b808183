package org.vavl.core.pickle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An array of NumPy's in a pickle, last dimension fastest. Its elements are read when they are asked for. Safe for use by several
 * threads once its file is open, and as long as it is.
 */
public final class NumpyArray {
    private static final int MOST_DIMENSIONS = 8;
    private static final int MOST_AT_ONCE = 1 << 26;
    private static final int MOST_STRINGS = 1 << 22;

    /** The elements' bytes. */
    @FunctionalInterface
    interface Elements {
        /** So many bytes from a place on. */
        ByteBuffer read(long begin, int length) throws IOException;
    }

    private List<Long> shape = List.of();
    private @Nullable NumpyType type;
    private @Nullable Elements elements;
    private List<?> objects = List.of();

    NumpyArray() {}

    /** Says once what the array is, after the pickle has made it empty. */
    void build(List<Long> shape, NumpyType type, Elements elements, long bytes) throws MalformedPickleException {
        long count = count(shape);
        if (count > Long.MAX_VALUE / Math.max(1, type.bytes()) || count * type.bytes() != bytes) {
            throw new MalformedPickleException("its pickle has an array of shape " + shape + " with elements of "
                    + type.bytes() + " bytes, and " + bytes + " bytes for them");
        }
        this.shape = List.copyOf(shape);
        this.type = type;
        this.elements = elements;
    }

    /** The same for an array of objects. */
    void build(List<Long> shape, NumpyType type, List<?> objects) throws MalformedPickleException {
        if (count(shape) != objects.size()) {
            throw new MalformedPickleException(
                    "its pickle has an array of shape " + shape + " with " + objects.size() + " objects");
        }
        this.shape = List.copyOf(shape);
        this.type = type;
        this.objects = objects;
    }

    private static long count(List<Long> shape) throws MalformedPickleException {
        if (shape.size() > MOST_DIMENSIONS) {
            throw new MalformedPickleException("its pickle has an array of more than 8 dimensions");
        }
        long count = 1;
        for (long size : shape) {
            if (size < 0 || (size > 0 && count > Long.MAX_VALUE / size)) {
                throw new MalformedPickleException("its pickle has an array of the impossible shape " + shape);
            }
            count *= size;
        }
        return count;
    }

    /** The size of each dimension; none for a single value. */
    public List<Long> shape() {
        return shape;
    }

    /** How many elements there are. */
    public long size() {
        return shape.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    }

    /** Whether the elements are numbers. */
    public boolean isNumeric() {
        return type != null && type.isNumber();
    }

    /**
     * Some of the elements, which must be numbers.
     *
     * @param begin the first, counted through all dimensions
     * @param count how many, at most 2^26
     * @throws MalformedPickleException if they are no numbers
     * @throws IOException if the file cannot be read
     */
    public double[] numbers(long begin, int count) throws IOException {
        if (begin < 0 || count < 0 || count > MOST_AT_ONCE || begin > size() - count) {
            throw new IllegalArgumentException("elements " + begin + " and " + count + " from there of " + shape);
        }
        if (type != null && type.isObject()) {
            return objectNumbers(begin, count);
        }
        if (type == null || elements == null || !type.isNumber()) {
            throw new MalformedPickleException("its pickle has an array of strings where numbers must be");
        }
        double[] numbers = new double[count];
        int atOnce = 1 << 16;
        for (int done = 0; done < count; done += atOnce) {
            int some = Math.min(atOnce, count - done);
            ByteBuffer bytes = elements.read((begin + done) * type.bytes(), some * type.bytes());
            for (int i = 0; i < some; i++) {
                numbers[done + i] = type.number(bytes);
            }
        }
        return numbers;
    }

    private double[] objectNumbers(long begin, int count) throws MalformedPickleException {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            if (!(objects.get((int) begin + i) instanceof Number number)) {
                throw new MalformedPickleException("its pickle has an array of objects where numbers must be");
            }
            numbers[i] = number.doubleValue();
        }
        return numbers;
    }

    /**
     * All elements, which must be strings, as a list without dimensions.
     *
     * @throws MalformedPickleException if they are no strings, or more than 2^22
     */
    public List<String> strings() throws IOException {
        List<String> strings = new ArrayList<>();
        if (type != null && type.isObject()) {
            for (Object object : objects) {
                strings.add(PickleReader.string(object));
            }
            return strings;
        }
        if (type == null || elements == null || type.isNumber()) {
            throw new MalformedPickleException("its pickle has an array of numbers where strings must be");
        }
        long count = size();
        if (count > MOST_STRINGS) {
            throw new MalformedPickleException("its pickle has an array of more than " + MOST_STRINGS + " strings");
        }
        for (long i = 0; i < count; i++) {
            strings.add(type.text(elements.read(i * type.bytes(), type.bytes())));
        }
        return strings;
    }

    /** A single value as the pickle's reader gives it: a number or a string. */
    Object value() throws IOException {
        return isNumeric() ? (Object) numbers(0, 1)[0] : strings().get(0);
    }

    /** Its shape; never its elements. */
    @Override
    public String toString() {
        return "array of shape " + shape;
    }
}
