package org.vavl.core.compute;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;

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

    @Override
    public String toString() {
        return type == Type.CPU ? "cpu" : "cuda:" + index;
    }
}
