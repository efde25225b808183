package org.vavl.cli.predict;

import java.util.Optional;
import org.vavl.recognition.WindowSettings;
import picocli.CommandLine.Option;

/** How long recordings are gone through. */
final class WindowOptions {
    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            description =
                    "Answer for windows of this length, too, as a timeline; default: 3, and only for recordings longer than 15 s, whose"
                            + " answer is then the mean of their windows'.")
    private Optional<Double> window;

    @Option(
            names = "--step",
            paramLabel = "SECONDS",
            description = "From one window to the next; default: a third of a window.")
    private Optional<Double> step;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    WindowOptions() {}

    WindowSettings windows() {
        WindowSettings defaults = WindowSettings.defaults();
        if (window.isEmpty() && step.isEmpty()) {
            return defaults;
        }
        double seconds = window.orElse(defaults.seconds());
        return defaults.of(seconds, step.orElse(seconds / 3)).withTimelineForShortRecordings();
    }
}
