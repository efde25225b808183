package org.vavl.nn.onnx;

/**
 * A dimension of what goes into a graph and comes out of it: of any size, which has a name, or of one size.
 *
 * @param name such as {@code clips}; empty if the size is fixed. Dimensions of one name have one size
 * @param size at least 1; 0 if it may be any
 */
public record GraphDimension(String name, long size) {
    /** Checks that it is one of the two. */
    public GraphDimension {
        if (name.isEmpty() ? size < 1 : size != 0) {
            throw new IllegalArgumentException("a dimension '" + name + "' of size " + size);
        }
    }

    /** Of any size. */
    public static GraphDimension any(String name) {
        return new GraphDimension(name, 0);
    }

    /** Of one size. */
    public static GraphDimension of(long size) {
        return new GraphDimension("", size);
    }
}
