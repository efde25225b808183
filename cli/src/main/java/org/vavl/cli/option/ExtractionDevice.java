package org.vavl.cli.option;

import java.util.List;
import org.vavl.core.compute.Device;
import org.vavl.features.Extractors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the networks of extractors and face detectors run, for commands that run nothing else. */
public final class ExtractionDevice {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description =
                    "Where the extractors and detectors wav2vec2, whisper, face-model and mtcnn run: cpu or cuda:N;"
                            + " default: ${DEFAULT-VALUE}. All others run on the CPU.")
    private String device = "cpu";

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    public ExtractionDevice() {}

    /**
     * Checks what can be checked before anything is opened.
     *
     * @throws ParameterException if there is no such kind of device
     */
    public void check() {
        device();
    }

    /** The extractors, with networks on the device. */
    public Extractors on(Extractors extractors) {
        return extractors.on(device());
    }

    private Device device() {
        return WrongUse.unless(command.commandLine(), () -> Device.parse(device));
    }

    /**
     * Requires that what was opened uses the device.
     *
     * @param opened where each extractor's networks run
     * @throws ParameterException if another one was asked for, and none does
     */
    public void requireUsed(List<Device> opened) {
        if (!device().equals(Device.CPU) && !opened.contains(device())) {
            throw new ParameterException(
                    command.commandLine(),
                    "--device is " + device() + ", and what is extracted here runs on the CPU alone: leave it out");
        }
    }
}
