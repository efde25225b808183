package org.vavl.nn;

import java.util.function.IntFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What the parameters of a {@link ParameterStore} are like when they are new.
 *
 * @param device where they are
 * @param options of a parameter with so many dimensions
 * @param draw gives a parameter its first values
 * @param packed whether matrices are packed once they have values
 */
record NewParameters(Device device, IntFunction<TensorOptions> options, Draw draw, boolean packed) {
    private static final int MATRIX_DIMENSIONS = 2;
    private static final Draw NOT_DRAWN = (name, initialisation, parameter) -> {};

    /** Gives a parameter its first values. */
    @FunctionalInterface
    interface Draw {
        void fill(String name, Initialisation initialisation, Tensor parameter);
    }

    /** See {@link ParameterStore#drawn}. */
    static NewParameters drawn(Device device, long seed) {
        device.require();
        Draw draw = (name, initialisation, parameter) -> {
            Seeds.seedLibTorch(Seeds.derive(seed, name, 0));
            Tensor values =
                    parameter.cpu(); // itself, unless it is elsewhere: each device's generator draws other values
            initialisation.fill(values);
            parameter.copy_(values);
        };
        return new NewParameters(device, dimensions -> device.options(ScalarType.Float), draw, false);
    }

    /** See {@link ParameterStore#toBeLoaded}. */
    static NewParameters toBeLoaded(Device device) {
        device.require();
        return new NewParameters(device, dimensions -> device.options(ScalarType.Float), NOT_DRAWN, false);
    }

    /** See {@link ParameterStore#toBeAsked}. */
    static NewParameters toBeAsked(Device device, Precision precision) {
        device.require();
        return new NewParameters(
                device,
                dimensions -> device.options(dimensions < MATRIX_DIMENSIONS ? ScalarType.Float : precision.elements()),
                NOT_DRAWN,
                PackedMatrix.isPossible(device, precision));
    }

    /** See {@link ParameterStore#shapesOnly}. */
    static NewParameters shapesOnly() {
        LibTorch.load();
        IntFunction<TensorOptions> noMemory = dimensions -> new TensorOptions()
                .device(new DeviceOptional(new org.bytedeco.pytorch.Device("meta")))
                .dtype(new ScalarTypeOptional(ScalarType.Float));
        return new NewParameters(Device.CPU, noMemory, NOT_DRAWN, false);
    }

    boolean areDrawn() {
        return draw != NOT_DRAWN;
    }

    /** A new parameter, which belongs to no scope. */
    Tensor create(String name, Initialisation initialisation, long... shape) {
        return create(options.apply(shape.length), name, initialisation, shape);
    }

    /** A new vector that is added to products, in the type of matrices, which belongs to no scope. */
    Tensor createBias(String name, Initialisation initialisation, long outputs) {
        return create(options.apply(MATRIX_DIMENSIONS), name, initialisation, outputs);
    }

    private Tensor create(TensorOptions type, String name, Initialisation initialisation, long... shape) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Tensor parameter = torch.empty(shape, type, new MemoryFormatOptional());
            draw.fill(name, initialisation, parameter);
            parameter.requires_grad_(true);
            parameter.retainReference();
            return parameter;
        }
    }
}
