package org.vavl.nn.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.compute.Device;
import org.vavl.nn.HostTensors;
import org.vavl.nn.LibTorch;
import org.vavl.nn.TorchDevice;

/** Makes and compares small tensors. */
public final class Tensors {
    private Tensors() {}

    static Tensor of(float[] values, long... shape) {
        LibTorch.load();
        return HostTensors.of(values, shape);
    }

    public static Tensor random(long... shape) {
        return torch.randn(shape, TorchDevice.options(Device.CPU, ScalarType.Float));
    }

    /** A mask from one string for each clip, where {@code x} is a valid frame. */
    public static Tensor valid(String... clips) {
        float[] values = new float[clips.length * clips[0].length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = clips[i / clips[0].length()].charAt(i % clips[0].length()) == 'x' ? 1 : 0;
        }
        return of(values, clips.length, clips[0].length()).to(ScalarType.Bool);
    }

    static float[] values(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        try (PointerScope scope = new PointerScope()) {
            tensor.detach().to(ScalarType.Float).contiguous().data_ptr_float().get(values);
        }
        return values;
    }

    /** Each value within the tolerance, or within it times the largest value where that is more than 1. */
    public static void assertClose(String name, Tensor actual, Tensor expected, double tolerance) {
        assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
        float[] actualValues = values(actual);
        float[] expectedValues = values(expected);
        double scale = 1;
        double worst = 0;
        for (int i = 0; i < expectedValues.length; i++) {
            assertThat(actualValues[i]).as("%s[%d]", name, i).isFinite();
            scale = Math.max(scale, Math.abs(expectedValues[i]));
            worst = Math.max(worst, Math.abs(actualValues[i] - expectedValues[i]));
        }
        assertThat(worst).as("largest difference in %s", name).isLessThanOrEqualTo(tolerance * scale);
    }

    public static double largestDifference(Tensor a, Tensor b) {
        try (PointerScope scope = new PointerScope()) {
            return a.sub(b).abs().max().item_double();
        }
    }

    public static boolean isFinite(Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            return tensor.isfinite().all().item_bool();
        }
    }
}
