package org.vavl.cli.predict;

import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.WrongUse;
import org.vavl.recognition.WindowSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long recordings are gone through. */
final class WindowOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            description =
                    "Answer for windows of this length, too, as a timeline; default: 3, and only for recordings longer than 15 s, whose"
                            + " answer is then the mean of their windows'.")
    private @Nullable Double window;

    @Option(
            names = "--step",
            paramLabel = "SECONDS",
            description = "From one window to the next; default: a third of a window.")
    private @Nullable Double step;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    WindowOptions() {}

    /** @throws picocli.CommandLine.ParameterException if they cannot be */
    WindowSettings windows() {
        WindowSettings defaults = WindowSettings.defaults();
        if (window == null && step == null) {
            return defaults;
        }
        double seconds = window == null ? defaults.seconds() : window;
        double stepSeconds = step == null ? seconds / 3 : step;
        return WrongUse.unless(
                command.commandLine(), () -> defaults.of(seconds, stepSeconds).withTimelineForShortRecordings());
    }
}
