package org.vavl.model.inference;

import java.nio.file.Path;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.recognition.inference.InferenceNetwork;
import org.vavl.recognition.inference.InferenceNetworkProvider;
import org.vavl.recognition.onnx.ExportedFile;

/** Loads {@linkplain ModelFile model files}, which are safetensors files, to run on libtorch, and exported ones to run where ONNX Runtime does not. */
public final class TorchNetworkProvider implements InferenceNetworkProvider {
    @Override
    public String engine() {
        return "libtorch";
    }

    /** Every file that is not plainly of another kind, so that errors about it come from its reader. */
    @Override
    public boolean supports(Path file, Device device) {
        return !(ExportedFile.isOne(file) && device.equals(Device.CPU));
    }

    @Override
    public InferenceNetwork load(Path file, Device device, Precision precision) {
        return ModelFile.readForInference(file, device, precision);
    }
}
