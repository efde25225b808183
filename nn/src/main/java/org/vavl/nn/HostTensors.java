package org.vavl.nn;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.compute.Device;

/**
 * Copies arrays into new tensors, which are in the processor's memory and belong to the scope that is open.
 *
 * <p>Used instead of JavaCPP's {@code Tensor.create}, which copies value by value through {@code sun.misc.Unsafe}, of whose end newer JDKs warn.
 */
public final class HostTensors {
    private HostTensors() {}

    /**
     * float32 values.
     *
     * @param shape its product is the number of values
     */
    public static Tensor of(float[] values, long... shape) {
        Tensor tensor = empty(ScalarType.Float, values.length, shape);
        if (values.length > 0) { // an empty tensor has no memory
            new FloatPointer(tensor.data_ptr()).put(values, 0, values.length);
        }
        return tensor;
    }

    /**
     * int64 values.
     *
     * @param shape its product is the number of values
     */
    public static Tensor of(long[] values, long... shape) {
        Tensor tensor = empty(ScalarType.Long, values.length, shape);
        if (values.length > 0) { // an empty tensor has no memory
            new LongPointer(tensor.data_ptr()).put(values, 0, values.length);
        }
        return tensor;
    }

    /**
     * Booleans: true where a value is 1.
     *
     * @param values each 0 or 1
     * @param shape its product is the number of values
     */
    public static Tensor ofMask(byte[] values, long... shape) {
        Tensor tensor = empty(ScalarType.Bool, values.length, shape);
        if (values.length > 0) { // an empty tensor has no memory
            new BytePointer(tensor.data_ptr()).put(values, 0, values.length);
        }
        return tensor;
    }

    private static Tensor empty(ScalarType elements, int values, long... shape) {
        Tensor tensor = torch.empty(shape, TorchDevice.options(Device.CPU, elements), new MemoryFormatOptional());
        if (tensor.numel() != values) {
            throw new IllegalArgumentException(
                    values + " values for a tensor of " + tensor.numel() + ", and they must be as many");
        }
        return tensor;
    }
}
