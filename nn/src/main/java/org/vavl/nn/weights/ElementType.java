package org.vavl.nn.weights;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What a tensor's elements are; the constants' names are those that the file uses. */
public enum ElementType {
    /** IEEE 754 binary64. */
    F64(8, ScalarType.Double),
    /** IEEE 754 binary32. */
    F32(4, ScalarType.Float),
    /** IEEE 754 binary16. */
    F16(2, ScalarType.Half),
    /** The upper half of a binary32. */
    BF16(2, ScalarType.BFloat16),
    /** Signed 64-bit integer. */
    I64(8, ScalarType.Long),
    /** Signed 32-bit integer. */
    I32(4, ScalarType.Int),
    /** Signed 16-bit integer. */
    I16(2, ScalarType.Short),
    /** Signed 8-bit integer. */
    I8(1, ScalarType.Char),
    /** Unsigned 8-bit integer. */
    U8(1, ScalarType.Byte),
    /** One byte, 0 or 1. */
    BOOL(1, ScalarType.Bool);

    private final int bytes;
    private final ScalarType scalarType;

    ElementType(int bytes, ScalarType scalarType) {
        this.bytes = bytes;
        this.scalarType = scalarType;
    }

    /** The size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    /** The same type as libtorch calls it. */
    ScalarType scalarType() {
        return scalarType;
    }

    /** The type that libtorch calls so, if a file can hold it. */
    static Optional<ElementType> of(ScalarType scalarType) {
        return Arrays.stream(values())
                .filter(type -> type.scalarType == scalarType)
                .findFirst();
    }
}
