package org.vavl.cli.option;

import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.nn.TorchDevice;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where and in which precision a model runs, for all commands that do it. */
public final class ComputeOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description =
                    "Where the model runs and with it the extractors and detectors wav2vec2, whisper, face-model and mtcnn: cpu or cuda:N;"
                            + " default: ${DEFAULT-VALUE}. What ONNX Runtime runs stays on the CPU.")
    private String device = "cpu";

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            description = "auto, float32 or bfloat16; default: ${DEFAULT-VALUE}.")
    private String precision = "float32";

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    public ComputeOptions() {}

    /**
     * Where the model runs.
     *
     * @throws picocli.CommandLine.ParameterException if there is no such kind of device
     */
    public Device device() {
        return WrongUse.unless(command.commandLine(), () -> Device.parse(device));
    }

    /**
     * In which precision it runs.
     *
     * @throws picocli.CommandLine.ParameterException if there is no such precision
     * @throws org.vavl.core.VavlException if this machine lacks the device that {@code auto} asks
     */
    public Precision precision() {
        Device chosen = device();
        WrongUse.unless(command.commandLine(), () -> Precision.parse(precision, chosen, any -> false));
        return Precision.parse(precision, chosen, TorchDevice::hasBfloat16Products);
    }
}
