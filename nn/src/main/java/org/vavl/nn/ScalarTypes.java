package org.vavl.nn;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.compute.Precision;
import org.vavl.core.weights.ElementType;

/** What libtorch calls the types of elements. */
public final class ScalarTypes {
    private ScalarTypes() {}

    /** The type that matrices have while they are multiplied. */
    public static ScalarType of(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> ScalarType.Float;
            case BFLOAT16 -> ScalarType.BFloat16;
        };
    }

    /** The type of a file's elements. */
    public static ScalarType of(ElementType type) {
        return switch (type) {
            case F64 -> ScalarType.Double;
            case F32 -> ScalarType.Float;
            case F16 -> ScalarType.Half;
            case BF16 -> ScalarType.BFloat16;
            case I64 -> ScalarType.Long;
            case I32 -> ScalarType.Int;
            case I16 -> ScalarType.Short;
            case I8 -> ScalarType.Char;
            case U8 -> ScalarType.Byte;
            case BOOL -> ScalarType.Bool;
        };
    }

    /** The type that libtorch calls so, if a file can hold it. */
    public static Optional<ElementType> elementType(ScalarType scalarType) {
        return Arrays.stream(ElementType.values())
                .filter(type -> of(type) == scalarType)
                .findFirst();
    }
}
