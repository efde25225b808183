package org.vavl.cli.predict;

import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.WrongUse;
import org.vavl.features.vision.tracking.FaceSelection;
import org.vavl.recognition.FaceChoice;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which of several people in a video is recognised. */
final class FaceOption {
    static final String NAME = "--face";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = NAME,
            paramLabel = "N",
            description =
                    "Whose face is recognised: 1 for the largest for the longest, 2 for the next one, …; or largest, for the"
                            + " largest one in each picture. Of a long recording, in each window. Default: as the model was trained, usually 1.")
    private @Nullable String face;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    FaceOption() {}

    /** @throws picocli.CommandLine.ParameterException if there is no such choice */
    FaceChoice face() {
        String name = face;
        return name == null
                ? new FaceChoice.Trained()
                : WrongUse.unless(command.commandLine(), () -> new FaceChoice.Other(FaceSelection.parse(name)));
    }
}
