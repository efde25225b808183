package org.vavl.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.features.Extractors;
import org.vavl.features.VisualExtractor;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.features.vision.VisualSettings;
import org.vavl.features.vision.detection.FaceDetectorSource;
import org.vavl.features.vision.detection.FaceDetectors;
import org.vavl.features.vision.tracking.FaceSelection;
import org.vavl.features.vision.tracking.TrackingSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How pictures are turned into features, for all commands that do it. */
public final class VisualOptions {
    /** What is taken where visual features are needed and nobody says which: it needs nothing. */
    private static final String DEFAULT = "face-model";

    private static final List<String> OTHERS =
            List.of("--detector", "--face", "--face-interval", DetectorOptions.WEIGHTS);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--visual",
            paramLabel = "NAME",
            description = {
                "Visual features, of the face in each picture of a video. NAME is one of",
                "  face-hog: histograms of gradients; needs nothing",
                "  face-model or face-model:FILE: the embedding of the built-in network over faces, or of one trained here (model: {name: face})",
                "  efficientnet-b2 or efficientnet-b2:FILE.onnx: EfficientNet-B2, of the model store or of a file",
                "  onnx:FILE.yaml: any ONNX network, described by a file as docs/extractors.md says"
            })
    private @Nullable String extractor;

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            description =
                    "What finds faces: blazeface-short, blazeface-full or haar; yunet or mtcnn, whose weights are needed (vavl models). Default: ${DEFAULT-VALUE}.")
    private String detector = FaceDetectors.DEFAULT;

    @Option(
            names = "--face",
            paramLabel = "N",
            description = "Which face speaks for the clip: 1 for the largest for the longest, 2 for the next one, …; or"
                    + " largest, for the largest one in each picture. Default: ${DEFAULT-VALUE}.")
    private String face = FaceSelection.defaults().toString();

    @Option(
            names = "--face-interval",
            paramLabel = "SECONDS",
            description = "How often faces are looked for where they were; they are followed in between, and looked for"
                    + " everywhere every 0.3 s. 0 for everywhere in every picture. Default: ${DEFAULT-VALUE}.")
    private double interval = TrackingSettings.defaults().detectionSeconds();

    @Mixin
    private DetectorOptions detectors = new DetectorOptions();

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    VisualOptions() {}

    /** Where the extractor's weights are, if that is said. */
    public Optional<Path> source() {
        return Optional.ofNullable(extractor)
                .flatMap(name -> NamedExtractor.parse(name).source());
    }

    /** Whether any are asked for. */
    public boolean isRequested() {
        return extractor != null;
    }

    /**
     * The front end with these settings, if visual features are asked for.
     *
     * @param extractors those at hand
     * @throws VavlException if a name is not known
     * @throws picocli.CommandLine.ParameterException if there are settings of visual features, and none are asked for
     */
    public Optional<VisualFrontEnd> open(Extractors extractors) {
        if (!isRequested()) {
            UnusedOptions.refuse(command.commandLine(), OTHERS, "is for visual features, which --visual NAME asks for");
        }
        check();
        return Optional.ofNullable(extractor).map(name -> open(name, extractors));
    }

    /**
     * The front end with these settings, whether visual features are asked for or not.
     *
     * @param extractors those at hand
     * @throws VavlException if a name is not known
     */
    public VisualFrontEnd openAnyway(Extractors extractors) {
        return open(isRequested() ? String.valueOf(extractor) : DEFAULT, extractors);
    }

    private VisualFrontEnd open(String name, Extractors extractors) {
        VisualSettings settings = settings();
        FaceDetectorSource source =
                detectors.detectors().on(extractors.weights().device()).named(detector);
        NamedExtractor named = NamedExtractor.parse(name);
        VisualExtractor opened = named.in(extractors).visual(named.name());
        return new VisualFrontEnd(opened, source, settings, MediaLimits.defaults());
    }

    /**
     * Checks all that can be checked without opening anything.
     *
     * @throws picocli.CommandLine.ParameterException if a name is not known, or a setting is not as it must be
     */
    public void check() {
        settings();
        requireKnown(
                "--visual",
                NamedExtractor.parse(isRequested() ? String.valueOf(extractor) : DEFAULT)
                        .name(),
                Extractors.visualNames());
    }

    private VisualSettings settings() {
        requireKnown("--detector", detector, FaceDetectors.names());
        return WrongUse.unless(command.commandLine(), () -> new VisualSettings(tracking(), FaceSelection.parse(face)));
    }

    private void requireKnown(String option, String name, List<String> known) {
        if (!known.contains(name)) {
            throw new ParameterException(
                    command.commandLine(),
                    option + " is '" + name + "', and must be one of " + String.join(", ", known));
        }
    }

    private TrackingSettings tracking() {
        if (!(interval >= 0 && interval <= TrackingSettings.SELDOMEST)) {
            throw new VavlException(
                    "--face-interval is " + interval + ", and must be 0 to " + TrackingSettings.SELDOMEST);
        }
        return TrackingSettings.withDetectionInterval(interval);
    }
}
