package org.vavl.nn.layers;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.VavlException;

/**
 * Zeroes values at random while training and scales the others up, so that the mean stays (Srivastava et al. 2014).
 *
 * @param probability of a value to be zeroed, from 0 up to but not including 1
 */
public record Dropout(double probability) {
    /** Checks the probability. */
    public Dropout {
        if (!(probability >= 0 && probability < 1)) {
            throw new VavlException("dropout is " + probability + ", and must be at least 0 and less than 1");
        }
    }

    /**
     * Drops values if this is training.
     *
     * @param x any shape
     * @param mode whether this is training; otherwise x is returned as it is
     * @return the shape and type of x
     */
    public Tensor forward(Tensor x, ForwardMode mode) {
        return mode.training() && probability > 0 ? torch.dropout(x, probability, true) : x;
    }
}
