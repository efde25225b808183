package org.vavl.cli.predict;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.WrongUse;
import org.vavl.recognition.Segmentation;
import org.vavl.recognition.WindowSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long recordings are gone through. */
final class WindowOptions {
    static final String EXPLAIN = "--explain";
    static final String SEGMENTS = "--segments";

    private static final String TIER = "--tier";
    private static final String WINDOWS = "windows";
    private static final String SPEECH = "speech";

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

    @Option(
            names = SEGMENTS,
            paramLabel = "windows|speech|FILE",
            description =
                    "Answer for each part of a recording, too: windows, as --window and --step say; speech, each utterance; or the segments of a"
                            + " CSV file with the columns start and end, in seconds, or the annotations of an .eaf or .TextGrid file.")
    private @Nullable String segments;

    @Option(
            names = EXPLAIN,
            description =
                    "Tell what made the answer: what each modality and each span of time adds to it, as far as hiding them from the network tells.")
    private boolean explain;

    @Option(
            names = TIER,
            paramLabel = "NAME",
            description =
                    "Of --segments FILE, take the annotations of this tier, or annotator, alone; may be repeated.")
    private Set<String> tiers = new LinkedHashSet<>();

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    WindowOptions() {}

    /**
     * How recordings are gone through.
     *
     * @throws picocli.CommandLine.ParameterException if they cannot be
     * @throws org.vavl.core.VavlException if a file of segments cannot be read
     */
    WindowSettings windows() {
        return explain ? divided().withExplanations() : divided();
    }

    private WindowSettings divided() {
        String asked = segments;
        boolean isFile = asked != null && !asked.equals(WINDOWS) && !asked.equals(SPEECH);
        if (!tiers.isEmpty() && !isFile) {
            throw new ParameterException(command.commandLine(), TIER + " is for " + SEGMENTS + " FILE");
        }
        if (asked == null || asked.equals(WINDOWS)) {
            return asked == null ? timeline() : timeline().withTimelineForShortRecordings();
        }
        if (window != null || step != null) {
            throw new ParameterException(
                    command.commandLine(), "--window and --step are for windows, not for " + SEGMENTS + " " + asked);
        }
        return WindowSettings.defaults()
                .withSegmentation(
                        asked.equals(SPEECH)
                                ? new Segmentation.Utterances()
                                : new Segmentation.Given(SegmentTable.read(Path.of(asked), tiers)));
    }

    private WindowSettings timeline() {
        return WrongUse.unless(command.commandLine(), () -> WindowSettings.timeline(optional(window), optional(step)));
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
