package org.vavl.cli.option;

import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where and in which precision a model runs, for all commands that do it. */
public final class ComputeOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--device", paramLabel = "DEVICE", description = "cpu or cuda:N; default: ${DEFAULT-VALUE}.")
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
     */
    public Precision precision() {
        Device chosen = device();
        return WrongUse.unless(command.commandLine(), () -> Precision.parse(precision, chosen));
    }
}
