package org.vavl.nn;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.Seeds;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;

/**
 * What the parameters of a {@link ParameterStore} are like when they are new.
 *
 * @param device where they are
 * @param options of a parameter
 * @param optionsForProducts of one that products are made of, or that is added to them
 * @param draw gives a parameter its first values
 * @param packed whether matrices are packed once they have values
 * @param whole see {@link ParameterStore#isWhole}
 */
record ParameterFactory(
        Device device,
        Supplier<TensorOptions> options,
        Supplier<TensorOptions> optionsForProducts,
        Draw draw,
        boolean packed,
        boolean whole) {
    private static final Draw NOT_DRAWN = (name, initialisation, parameter) -> {};

    /** Gives a parameter its first values. */
    @FunctionalInterface
    interface Draw {
        void fill(String name, Initialisation initialisation, Tensor parameter);
    }

    /** See {@link ParameterStore#initialised}. */
    static ParameterFactory initialised(Device device, long seed) {
        TorchDevice.require(device);
        Draw draw = (name, initialisation, parameter) -> {
            LibTorch.seed(Seeds.derive(seed, name, 0));
            Tensor values =
                    parameter.cpu(); // itself, unless it is elsewhere: each device's generator draws other values
            initialisation.fill(values);
            parameter.copy_(values);
        };
        return float32(device, draw);
    }

    /** See {@link ParameterStore#uninitialised}. */
    static ParameterFactory uninitialised(Device device) {
        TorchDevice.require(device);
        return float32(device, NOT_DRAWN);
    }

    private static ParameterFactory float32(Device device, Draw draw) {
        Supplier<TensorOptions> options = () -> TorchDevice.options(device, ScalarType.Float);
        return new ParameterFactory(device, options, options, draw, false, true);
    }

    /** See {@link ParameterStore#forInference}. */
    static ParameterFactory forInference(Device device, Precision precision) {
        TorchDevice.require(device);
        return new ParameterFactory(
                device,
                () -> TorchDevice.options(device, ScalarType.Float),
                () -> TorchDevice.options(device, ScalarTypes.of(precision)),
                NOT_DRAWN,
                PackedMatrix.isPossible(device, precision),
                false);
    }

    /** See {@link ParameterStore#shapesOnly}. */
    static ParameterFactory shapesOnly() {
        LibTorch.load();
        Supplier<TensorOptions> noMemory = () -> new TensorOptions()
                .device(new DeviceOptional(new org.bytedeco.pytorch.Device("meta")))
                .dtype(new ScalarTypeOptional(ScalarType.Float));
        return new ParameterFactory(Device.CPU, noMemory, noMemory, NOT_DRAWN, false, false);
    }

    boolean isInitialised() {
        return draw != NOT_DRAWN;
    }

    /** A new parameter, which belongs to no scope. */
    Tensor create(String name, Initialisation initialisation, long... shape) {
        return create(options, name, initialisation, shape);
    }

    /** A new parameter that products are made of, or that is added to them, which belongs to no scope. */
    Tensor createInComputeType(String name, Initialisation initialisation, long... shape) {
        return create(optionsForProducts, name, initialisation, shape);
    }

    private Tensor create(Supplier<TensorOptions> type, String name, Initialisation initialisation, long... shape) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Tensor parameter = torch.empty(shape, type.get(), new MemoryFormatOptional());
            draw.fill(name, initialisation, parameter);
            parameter.requires_grad_(true);
            parameter.retainReference();
            return parameter;
        }
    }
}
