package org.vavl.cli;

import org.vavl.nn.Device;
import org.vavl.nn.Precision;
import picocli.CommandLine.Option;

/** Where and how exactly a model is asked, for all commands that do it. */
final class ComputeOptions {
    @Option(names = "--device", paramLabel = "DEVICE", description = "cpu or cuda:N; default: ${DEFAULT-VALUE}.")
    private String device = "cpu";

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            description = "auto, float32 or bfloat16; default: ${DEFAULT-VALUE}.")
    private String precision = "float32";

    Device device() {
        return Device.parse(device);
    }

    Precision precision() {
        return Precision.parse(precision, device());
    }
}
