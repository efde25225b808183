package org.vavl.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vavl.core.compute.Device;
import org.vavl.recognition.inference.BuiltInModels;
import org.vavl.recognition.inference.InferenceNetworks;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What runs a model. */
public final class EngineOption {
    private static final String NAME = "--engine";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = NAME,
            paramLabel = "ENGINE",
            description =
                    "What the model must run on: onnx, for files that vavl export wrote, such as the built-in model, on the CPU, or libtorch,"
                            + " for model files and other devices; any other model is refused. Default: what the file is for.")
    private @Nullable Engine engine;

    private enum Engine {
        ONNX("files that vavl export wrote, FILE.onnx, on the CPU"),
        LIBTORCH("model files and runs' folders, and on other devices than the CPU all files");

        private final String runs;

        Engine(String runs) {
            this.runs = runs;
        }
    }

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    public EngineOption() {}

    /**
     * Refuses a model that runs on another engine than the one that was asked for.
     *
     * @param file the model; none for the built-in one
     * @param device where it is to run
     * @throws ParameterException if it does
     */
    public void check(List<Path> file, Device device) {
        Engine asked = engine;
        if (asked == null) {
            return;
        }
        Path model = file.isEmpty() ? BuiltInModels.EMOTION.file() : file.get(0);
        String there = InferenceNetworks.engine(model, device);
        if (!there.equals(asked.name().toLowerCase(Locale.ROOT))) {
            throw new ParameterException(
                    command.commandLine(),
                    NAME + " is " + asked.name().toLowerCase(Locale.ROOT) + ", which runs " + asked.runs + ", and "
                            + (file.isEmpty() ? "the built-in model" : model.toString()) + " runs on " + there + " on "
                            + device);
        }
    }
}
