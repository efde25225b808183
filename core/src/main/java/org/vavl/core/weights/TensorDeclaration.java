package org.vavl.core.weights;

import java.util.List;

/**
 * A tensor that is to be written.
 *
 * @param name its name in the file
 * @param type what its elements are
 * @param shape its sizes, none negative; empty for a single number
 */
public record TensorDeclaration(String name, ElementType type, List<Long> shape) {
    /** What libtorch allows. */
    static final int MAXIMUM_RANK = 64;

    /** Copies the shape and checks name and shape. */
    public TensorDeclaration {
        shape = List.copyOf(shape);
        if (name.isEmpty() || name.equals(SafetensorsHeader.METADATA)) {
            throw new IllegalArgumentException("tensor name '" + name + "': must not be empty, nor "
                    + SafetensorsHeader.METADATA + ", which the format keeps for itself");
        }
        length(type, shape);
    }

    /** The tensor's size in bytes. */
    public long length() {
        return length(type, shape);
    }

    /**
     * The size in bytes of a tensor.
     *
     * @throws IllegalArgumentException if a size is negative or all together are more than a long can count
     */
    static long length(ElementType type, List<Long> shape) {
        if (shape.size() > MAXIMUM_RANK) {
            throw new IllegalArgumentException(
                    "shape has " + shape.size() + " dimensions, and must have at most " + MAXIMUM_RANK);
        }
        long length = type.bytes();
        for (long size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException("shape " + shape + " has a negative size");
            }
            try {
                length = Math.multiplyExact(length, size);
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("shape " + shape + " has more elements than can be counted", e);
            }
        }
        return length;
    }
}
