package org.vavl.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vavl.features.VisualExtractor;
import org.vavl.media.MediaLimits;
import org.vavl.recognition.VisualExtractors;
import org.vavl.vision.FaceChoice;
import org.vavl.vision.FaceDetectorSource;
import org.vavl.vision.HaarFaceDetector;
import org.vavl.vision.TrackingSettings;
import org.vavl.vision.VisualFrontEnd;
import org.vavl.vision.VisualSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How pictures are turned into features, for all commands that do it. */
final class VisualOptions {
    @Option(
            names = "--visual",
            paramLabel = "NAME",
            description = "Visual features, of the face in each picture of a video: face-hog.")
    private @Nullable String extractor;

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            description =
                    "What finds faces: haar; yunet or mtcnn, whose weights are needed (vavl models). Default: ${DEFAULT-VALUE}.")
    private String detector = HaarFaceDetector.NAME;

    @Option(
            names = "--face",
            paramLabel = "N",
            description = "Which face speaks for the clip: 1 for the largest for the longest, 2 for the next one, …; or"
                    + " largest, for the largest one in each picture. Default: ${DEFAULT-VALUE}.")
    private String face = FaceChoice.defaults().toString();

    @Mixin
    private DetectorOptions detectors = new DetectorOptions();

    /** Whether any are asked for. */
    boolean isAsked() {
        return extractor != null;
    }

    /**
     * The front end with these settings, if visual features are asked for.
     *
     * @throws org.vavl.nn.VavlException if a name is not known
     */
    Optional<VisualFrontEnd> open() {
        return Optional.ofNullable(extractor).map(this::open);
    }

    private VisualFrontEnd open(String name) {
        FaceDetectorSource source = detectors.detectors().named(detector);
        VisualSettings settings = new VisualSettings(TrackingSettings.defaults(), FaceChoice.parse(face));
        VisualExtractor opened = VisualExtractors.open(name);
        return new VisualFrontEnd(opened, source, settings, MediaLimits.defaults());
    }
}
