package org.vavl.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
                    "What the model must run on: onnx, for files that vavl export wrote, or libtorch, for model files; any other model is"
                            + " refused. Default: what the file is for.")
    private @Nullable Engine engine;

    private enum Engine {
        ONNX("a file that vavl export wrote, FILE.onnx"),
        LIBTORCH("a model file or a run's folder");

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
     * @param file the model; none for the built-in one, which is a model file
     * @throws ParameterException if it does
     */
    public void check(List<Path> file) {
        Engine asked = engine;
        if (asked == null) {
            return;
        }
        String there = file.isEmpty() ? "libtorch" : InferenceNetworks.engine(file.get(0));
        if (!there.equals(asked.name().toLowerCase(Locale.ROOT))) {
            throw new ParameterException(
                    command.commandLine(),
                    NAME + " is " + asked.name().toLowerCase(Locale.ROOT) + ", which runs " + asked.runs + ", and "
                            + (file.isEmpty()
                                    ? "the built-in model"
                                    : file.get(0).toString()) + " runs on " + there);
        }
    }
}
