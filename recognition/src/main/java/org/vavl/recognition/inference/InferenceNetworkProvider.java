package org.vavl.recognition.inference;

import java.nio.file.Path;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;

/** Loads networks of one kind of model file. Found by {@link java.util.ServiceLoader}. */
public interface InferenceNetworkProvider {
    /** What runs the networks, such as {@code libtorch}. */
    String engine();

    /**
     * Whether this loads such files to run on such a device; what is in the file is not looked at beyond its kind.
     *
     * @param device where it is to run
     */
    boolean supports(Path file, Device device);

    /**
     * Loads a network.
     *
     * @param device where it runs
     * @param precision of matrix multiplications
     * @throws org.vavl.core.VavlException if the file cannot be read or is no model, or this machine lacks the device
     */
    InferenceNetwork load(Path file, Device device, Precision precision);
}
