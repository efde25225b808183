package org.vavl.cli.option;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.vavl.features.vision.detection.FaceDetectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the weights of face detectors are, for all commands that find faces. */
public final class DetectorOptions {
    public static final String WEIGHTS = "--detector-weights";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    public DetectorOptions() {}

    @Option(
            names = DetectorOptions.WEIGHTS,
            paramLabel = "NAME=PATH",
            description =
                    "Where a face detector's weights are, such as yunet=yunet_n_dynamic.onnx or mtcnn=FOLDER of pnet.pt,"
                            + " rnet.pt and onet.pt; may be repeated.")
    private Map<String, Path> weights = new LinkedHashMap<>();

    /** Of which detectors weights are given. */
    public Set<String> given() {
        return Set.copyOf(weights.keySet());
    }

    /**
     * The face detectors at hand.
     *
     * @throws picocli.CommandLine.ParameterException if weights are of no detector
     */
    public FaceDetectors detectors() {
        return WrongUse.unless(command.commandLine(), () -> FaceDetectors.with(weights));
    }
}
