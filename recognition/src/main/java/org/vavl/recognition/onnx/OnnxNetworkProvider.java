package org.vavl.recognition.onnx;

import java.nio.file.Path;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.recognition.inference.InferenceNetwork;
import org.vavl.recognition.inference.InferenceNetworkProvider;

/** Loads what {@code vavl export} wrote, ONNX files, to run on ONNX Runtime. */
public final class OnnxNetworkProvider implements InferenceNetworkProvider {
    /** Created by {@link java.util.ServiceLoader}. */
    public OnnxNetworkProvider() {}

    @Override
    public String engine() {
        return "onnx";
    }

    @Override
    public boolean supports(Path file) {
        return file.toString().endsWith(".onnx");
    }

    /**
     * {@inheritDoc}
     *
     * <p>Everything is computed in float32, whatever the precision: on processors for which another one is meant to be quicker, ONNX Runtime
     * has no kernels for it.
     *
     * @throws VavlException also if the device is not the CPU
     */
    @Override
    public InferenceNetwork load(Path file, Device device, Precision precision) {
        if (!device.equals(Device.CPU)) {
            throw new VavlException(file + ": ONNX files run on the CPU, and the device is " + device);
        }
        return OnnxInferenceNetwork.load(file);
    }
}
