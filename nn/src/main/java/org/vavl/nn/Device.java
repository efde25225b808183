package org.vavl.nn;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where tensors are and where they are worked on.
 *
 * @param type the kind of processor
 * @param index which one of that kind, from 0; always 0 for the CPU
 */
public record Device(Type type, int index) {
    /** The kinds of processor. */
    public enum Type {
        /** The processor of the machine. */
        CPU,
        /** An NVIDIA card. */
        CUDA
    }

    /** The processor of the machine. */
    public static final Device CPU = new Device(Type.CPU, 0);

    private static final Pattern CUDA_NAME = Pattern.compile("cuda(?::(\\d{1,3}))?");

    /** Checks the index. */
    public Device {
        if (index < 0 || (type == Type.CPU && index != 0)) {
            throw new IllegalArgumentException(
                    "device index " + index + " of " + type + ": must be 0 or, for CUDA, more");
        }
    }

    /**
     * Reads a device's name.
     *
     * @param name {@code cpu}, {@code cuda} or {@code cuda:N}
     * @throws VavlException for any other name
     */
    public static Device parse(String name) {
        if (name.equals("cpu")) {
            return CPU;
        }
        Matcher cuda = CUDA_NAME.matcher(name);
        if (!cuda.matches()) {
            throw new VavlException("device '" + name + "' is not known: use cpu, cuda or cuda:N");
        }
        return new Device(Type.CUDA, cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
    }

    /**
     * Makes sure that this machine has the device.
     *
     * @return this
     * @throws VavlException if it has not
     */
    public Device require() {
        LibTorch.load();
        if (type == Type.CUDA) {
            if (!torch.cuda_is_available()) {
                throw new VavlException("device '" + this + "' is not there: this build of libtorch sees no CUDA device"
                        + " (build with VAVL_MAVEN_OPTS=-Pcuda on a machine with an NVIDIA driver, CUDA 13, cuDNN 9"
                        + " and NCCL, or use cpu)");
            }
            int devices = torch.cuda_device_count();
            if (index >= devices) {
                throw new VavlException("device '" + this + "' is not there: the last one is cuda:" + (devices - 1));
            }
        }
        return this;
    }

    /** Options for a new tensor here that is no parameter, with elements of the given type. */
    public TensorOptions options(ScalarType elements) {
        return new TensorOptions().device(new DeviceOptional(toTorch())).dtype(new ScalarTypeOptional(elements));
    }

    /** The device as libtorch names it. */
    public org.bytedeco.pytorch.Device toTorch() {
        LibTorch.load();
        return new org.bytedeco.pytorch.Device(toString());
    }

    @Override
    public String toString() {
        return type == Type.CPU ? "cpu" : "cuda:" + index;
    }
}
