package org.vavl.cli.predict;

import org.vavl.cli.option.WrongUse;
import org.vavl.recognition.FaceChoice;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which of several people in a video is recognised. */
final class FaceOption {
    static final String NAME = "--person";

    private static final String EARLIER_NAME = "--face";
    private static final String MAIN = "main";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {NAME, EARLIER_NAME},
            paramLabel = "main|all|N",
            description =
                    "Who is recognised: main, whom the model was trained to take, usually the largest face for the longest;"
                            + " all, the same with what each other face says alone; 1 for the largest for the longest, 2 for the next one, …;"
                            + " or largest, for the largest in each picture. Of a long recording, in each window. Default: main.")
    private String face = MAIN;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    FaceOption() {}

    /** @throws picocli.CommandLine.ParameterException if there is no such choice */
    FaceChoice face() {
        return WrongUse.unless(command.commandLine(), () -> FaceChoice.parse(face));
    }
}
