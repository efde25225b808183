package org.vavl.nn;

import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.OptionalDeviceGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.VavlException;
import org.vavl.core.compute.CpuFeatures;
import org.vavl.core.compute.Device;

/** A {@link Device} as libtorch knows it. */
public final class TorchDevice {
    private TorchDevice() {}

    /**
     * Makes sure that this machine has the device.
     *
     * @return the device
     * @throws VavlException if it has not
     */
    public static Device require(Device device) {
        LibTorch.load();
        if (device.type() == Device.Type.CUDA) {
            if (!torch.cuda_is_available()) {
                throw new VavlException("device '" + device
                        + "' is not there: this build of libtorch sees no CUDA device"
                        + " (build with VAVL_MAVEN_OPTS=-Pcuda on a machine with an NVIDIA driver, CUDA 13, cuDNN 9"
                        + " and NCCL, or use cpu)");
            }
            int devices = torch.cuda_device_count();
            if (device.index() >= devices) {
                throw new VavlException("device '" + device + "' is not there: the last one is cuda:" + (devices - 1));
            }
        }
        return device;
    }

    /**
     * Whether a device multiplies matrices of bfloat16 by instructions of its own: the CPU as it says itself, an NVIDIA card of compute
     * capability 8.0 or more, which is what libtorch asks before it uses them.
     *
     * @throws VavlException if this machine lacks the device
     */
    public static boolean hasBfloat16Products(Device device) {
        if (device.type() == Device.Type.CPU) {
            return CpuFeatures.ofThisMachine().hasBfloat16Products();
        }
        require(device);
        try (OptionalDeviceGuard current =
                new OptionalDeviceGuard(of(device))) { // libtorch tells it of the current device
            return torch.getCUDAHooks().supportsBFloat16ConvolutionWithCuDNNv8();
        }
    }

    /** Options for a new tensor on the device that is no parameter, with elements of the given type. */
    public static TensorOptions options(Device device, ScalarType elements) {
        return new TensorOptions().device(new DeviceOptional(of(device))).dtype(new ScalarTypeOptional(elements));
    }

    /** The device as libtorch names it. */
    public static org.bytedeco.pytorch.Device of(Device device) {
        LibTorch.load();
        return new org.bytedeco.pytorch.Device(device.toString());
    }
}
