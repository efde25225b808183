package org.vavl.cli.option;

import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import picocli.CommandLine.Option;

/** Where and in which precision a model runs, for all commands that do it. */
public final class ComputeOptions {
    @Option(names = "--device", paramLabel = "DEVICE", description = "cpu or cuda:N; default: ${DEFAULT-VALUE}.")
    private String device = "cpu";

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            description = "auto, float32 or bfloat16; default: ${DEFAULT-VALUE}.")
    private String precision = "float32";

    public Device device() {
        return Device.parse(device);
    }

    public Precision precision() {
        return Precision.parse(precision, device());
    }
}
