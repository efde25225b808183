package org.vavl.nn.layers;

import java.nio.LongBuffer;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.TorchDevice;

/**
 * Zeroes values at random while training and scales the others up, so that the mean stays (Srivastava et al. 2014).
 *
 * @param probability of a value to be zeroed, from 0 up to but not including 1
 */
public record Dropout(double probability) {
    private static final int LANES = 4;
    private static final long LANE_NUMBERS = 1 << 16;

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
        if (!mode.training() || probability == 0) {
            return x;
        }
        return x.is_cpu() ? dropOnCpu(x) : torch.dropout(x, probability, true);
    }

    /**
     * libtorch's own dropout draws a number for each value, on one core however many there are, which takes about as long as
     * the products around it. Here 16 of the 64 bits of a number decide on a value, so the probability is a multiple of 2⁻¹⁶.
     */
    private Tensor dropOnCpu(Tensor x) {
        long droppedNumbers = Math.min(Math.round(probability * LANE_NUMBERS), LANE_NUMBERS - 1);
        Tensor kept = randomShorts(x).ge_(new Scalar(Short.MIN_VALUE + droppedNumbers));
        double scale = (double) LANE_NUMBERS / (LANE_NUMBERS - droppedNumbers);
        return x.mul(kept.to(x.scalar_type())).mul_(new Scalar(scale));
    }

    /** Uniform numbers in the shape of x: Java's generator, started by libtorch's, takes less than half the time of that. */
    private static Tensor randomShorts(Tensor x) {
        Tensor words = words(x.numel() / LANES + 1);
        SplittableRandom generator = new SplittableRandom(
                words(1).random_(Long.MIN_VALUE, new LongOptional()).item_long());
        LongBuffer buffer = words.createBuffer();
        while (buffer.hasRemaining()) {
            buffer.put(generator.nextLong());
        }
        return words.view(ScalarType.Short).narrow(0, 0, x.numel()).view(x.shape());
    }

    private static Tensor words(long count) {
        return torch.empty(
                new long[] {count}, TorchDevice.options(Device.CPU, ScalarType.Long), new MemoryFormatOptional());
    }
}
