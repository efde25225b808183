package org.vavl.recognition.inference;

import java.nio.file.Path;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;

/** Loads networks of one kind of model file. Found by {@link java.util.ServiceLoader}. */
public interface InferenceNetworkProvider {
    /** What runs the networks, such as {@code libtorch}. */
    String engine();

    /** Whether the file is of the kind that this loads; what is in it is not looked at beyond that. */
    boolean supports(Path file);

    /**
     * Loads a network.
     *
     * @param device where it runs
     * @param precision of matrix multiplications
     * @throws org.vavl.core.VavlException if the file cannot be read or is no model, or this machine lacks the device
     */
    InferenceNetwork load(Path file, Device device, Precision precision);
}
