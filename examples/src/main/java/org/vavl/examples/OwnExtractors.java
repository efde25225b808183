package org.vavl.examples;

import java.nio.file.Path;
import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.features.VisualExtractor;
import org.vavl.features.VisualExtractorProvider;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.onnx.OnnxFaceExtractor;
import org.vavl.features.onnx.OnnxFaceSettings;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.features.vision.VisualSettings;
import org.vavl.features.vision.detection.FaceDetectors;

/**
 * Uses one's own ONNX networks as extractors: one over speech, which a YAML file describes, and one over faces, which is found by name: {@code
 * OwnExtractors clip.mp4 examples/networks}.
 */
public final class OwnExtractors {
    private OwnExtractors() {}

    /** Named in META-INF/services, so that {@code --visual tiny-face:FILE} works wherever this jar is on the class path. */
    public static final class TinyFace implements VisualExtractorProvider {
        @Override
        public String name() {
            return "tiny-face";
        }

        @Override
        public VisualExtractor open(WeightSources weights) {
            Path file = weights.path(name()).orElseThrow(() -> new VavlException(name() + " needs its ONNX file"));
            OnnxFaceSettings settings = OnnxFaceSettings.defaults()
                    .withName(name())
                    .withOutput("before-classifier")
                    .withSize(12, 12);
            return new OnnxFaceExtractor(file, settings);
        }
    }

    /** Takes a recording and the folder of the networks. */
    public static void main(String[] arguments) {
        Path clip = Path.of(arguments[0]);
        Path networks = Path.of(arguments[1]);
        System.out.println(speech(clip, networks).frames() + " frames of speech, "
                + faces(clip, networks).validFrames() + " with a face");
    }

    static FeatureSequence speech(Path clip, Path networks) {
        Extractors extractors = Extractors.standard().with("onnx", networks.resolve("tiny-speech.yaml"));
        try (AcousticExtractor speech = extractors.acoustic("onnx", List.of())) {
            return speech.extract(clip);
        }
    }

    static FeatureSequence faces(Path clip, Path networks) {
        Extractors extractors = Extractors.standard().with("tiny-face", networks.resolve("tiny-face.onnx"));
        try (VisualFrontEnd faces = new VisualFrontEnd(
                extractors.visual("tiny-face"),
                FaceDetectors.standard().named(FaceDetectors.DEFAULT),
                VisualSettings.defaults(),
                MediaLimits.defaults())) {
            return faces.extract(clip);
        }
    }
}
