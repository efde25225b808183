package org.vavl.nn;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.VavlException;

/** Weights must be finite: nothing that is computed with one that is not is an answer. */
public final class FiniteValues {
    private FiniteValues() {}

    /**
     * Makes sure that all values of a tensor are finite as float32, whatever its element type.
     *
     * @param source where it comes from, for the message
     * @param name the tensor's, for the message
     * @throws VavlException if not; it names source, tensor, place and value
     */
    public static void require(String source, String name, Tensor tensor) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Tensor wrong = tensor.to(ScalarType.Float).isfinite().logical_not().flatten();
            if (wrong.any().item_bool()) {
                long place = wrong.to(ScalarType.Byte).argmax().item_long();
                throw new VavlException(source + ": tensor '" + name + "' has "
                        + tensor.flatten().select(0, place).item_double() + " as value " + place
                        + ", and must have finite numbers within float32");
            }
        }
    }
}
