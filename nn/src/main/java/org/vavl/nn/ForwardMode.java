package org.vavl.nn;

import org.bytedeco.pytorch.Tensor;
import org.vavl.core.compute.Precision;

/**
 * What varies between two forward passes through the same layers.
 *
 * @param training whether dropout is drawn
 * @param precision of matrix multiplications
 */
public record ForwardMode(boolean training, Precision precision) {
    /** Without dropout. */
    public static ForwardMode inference(Precision precision) {
        return new ForwardMode(false, precision);
    }

    /** With dropout. */
    public static ForwardMode training(Precision precision) {
        return new ForwardMode(true, precision);
    }

    /** The tensor as a factor of a matrix product: itself where it has the right type already. */
    public Tensor toComputeType(Tensor tensor) {
        return tensor.to(ScalarTypes.of(precision));
    }
}
