package org.vavl.recognition.onnx;

import java.nio.file.Path;
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
    public boolean supports(Path file, Device device) {
        return ExportedFile.isOne(file) && device.equals(Device.CPU);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Everything is computed in float32, whatever the precision: on processors for which another one is meant to be quicker, ONNX Runtime
     * has no kernels for it.
     */
    @Override
    public InferenceNetwork load(Path file, Device device, Precision precision) {
        return OnnxInferenceNetwork.load(file);
    }
}
