package org.vavl.core.weights;

import java.util.List;

/**
 * What a file's header says of one tensor.
 *
 * @param type what its elements are
 * @param shape its sizes, none negative; empty for a single number
 * @param begin the place of its first byte, counted from the end of the header
 * @param end the place behind its last byte
 */
public record TensorEntry(ElementType type, List<Long> shape, long begin, long end) {
    /** Copies the shape and checks that the place has room for exactly the shape. */
    public TensorEntry {
        shape = List.copyOf(shape);
        long length = TensorDeclaration.length(type, shape);
        if (begin < 0 || end < begin || end - begin != length) {
            throw new IllegalArgumentException("place " + begin + " to " + end + " for " + length + " bytes of " + type
                    + " in shape " + shape + ": its length must be the same");
        }
    }

    /** The tensor's size in bytes. */
    public long length() {
        return end - begin;
    }

    /** The number of elements. */
    public long elements() {
        return length() / type.bytes();
    }
}
