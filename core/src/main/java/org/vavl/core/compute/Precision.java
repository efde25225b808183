package org.vavl.core.compute;

import java.util.Locale;
import org.vavl.core.VavlException;

/**
 * In which precision matrices are multiplied. Residual streams, norms, softmax and losses are float32 always, and so are parameters, but
 * for those of products in a network used for inference only.
 */
public enum Precision {
    /** 32-bit floating point. */
    FLOAT32,
    /** 16-bit floating point with the exponent of float32: products take a half to a third of the time where the CPU has them. */
    BFLOAT16;

    /**
     * Reads a precision's name.
     *
     * @param name {@code float32}, {@code bfloat16} or {@code auto}, which is bfloat16 where the device has instructions for it
     * @param device where the products are made
     * @param support is asked about the device, for {@code auto} only
     * @throws VavlException for any other name
     */
    public static Precision parse(String name, Device device, Bfloat16Support support) {
        return switch (name) {
            case "float32" -> FLOAT32;
            case "bfloat16" -> BFLOAT16;
            case "auto" -> support.hasBfloat16Products(device) ? BFLOAT16 : FLOAT32;
            default -> throw new VavlException("precision '" + name + "' is not known: use auto, float32 or bfloat16");
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
