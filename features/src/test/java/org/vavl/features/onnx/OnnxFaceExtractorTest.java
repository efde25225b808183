package org.vavl.features.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.storage.NpyFile;

class OnnxFaceExtractorTest {
    private static OnnxFaceExtractor extractor(String output, int side) {
        return new OnnxFaceExtractor(OnnxFiles.file("faces.onnx"), OnnxFiles.faces(output, side));
    }

    private static void assertClose(float[] actual, float[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).as("value %d", i).isCloseTo(expected[i], within(tolerance));
        }
    }

    @Test
    void givesTheNetworksOutput() {
        try (OnnxFaceExtractor extractor = extractor("", 12)) {
            assertThat(extractor.width()).isEqualTo(4);
            assertClose(extractor.extract(OnnxFiles.pictures(12)), OnnxFiles.golden("probabilities"), 1e-6);
        }
    }

    @Test
    void givesWhatGoesIntoTheClassifier() {
        try (OnnxFaceExtractor extractor = extractor("before-classifier", 12);
                OnnxFaceExtractor named = extractor("features", 12)) {
            assertThat(extractor.width()).isEqualTo(5);
            assertClose(extractor.extract(OnnxFiles.pictures(12)), OnnxFiles.golden("features"), 1e-5);
            assertClose(named.extract(OnnxFiles.pictures(12)), OnnxFiles.golden("features"), 1e-5);
        }
    }

    @Test
    void aFacesValuesDoNotDependOnTheOthers() {
        try (OnnxFaceExtractor extractor = extractor("features", 12)) {
            float[] together = extractor.extract(OnnxFiles.pictures(12));
            float[] second = extractor.extract(List.of(OnnxFiles.pictures(12).get(1)));
            assertClose(second, Arrays.copyOfRange(together, 5, 10), 1e-6);
        }
    }

    @Test
    void theOrderOfColoursIsASetting() {
        OnnxFaceSettings rgb = OnnxFiles.faces("features", 12);
        OnnxFaceSettings bgr = rgb.withInput("pixels")
                .withColours(OnnxFaceSettings.Colours.BGR)
                .withBatchSize(4);
        try (OnnxFaceExtractor one = new OnnxFaceExtractor(OnnxFiles.file("faces.onnx"), rgb);
                OnnxFaceExtractor other = new OnnxFaceExtractor(OnnxFiles.file("faces.onnx"), bgr)) {
            assertThat(other.extract(OnnxFiles.pictures(12))).isNotEqualTo(one.extract(OnnxFiles.pictures(12)));
            assertThat(other.id()).isNotEqualTo(one.id());
            assertThat(other.batchSize()).isEqualTo(4);
        }
    }

    @Test
    void theVersionSaysWhatTheValuesDependOn() {
        try (OnnxFaceExtractor extractor = extractor("features", 12)) {
            ExtractorId id = extractor.id();
            assertThat(id.name()).isEqualTo("tiny");
            assertThat(id.version())
                    .matches("1;network=[0-9a-f]{16};output=features;BOX=12x12;NCHW;RGB;scale=255\\.0;mean=.*");
        }
    }

    @Test
    void namesWhatDoesNotFit() {
        assertThatThrownBy(() -> extractor("", 16))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining("faces.onnx: cannot be run on an input of [1, 3, 16, 16]");
        assertThatThrownBy(() -> extractor("scors", 12))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining("computes no value 'scors'; its outputs are probabilities");
        assertThatThrownBy(() ->
                        new OnnxFaceExtractor(OnnxFiles.file("sound.onnx"), OnnxFiles.faces("before-classifier", 12)))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining("does not end in a classifier");
        assertThatThrownBy(() -> OnnxNetwork.load(OnnxFiles.file("faces.onnx"), "pixel", ""))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining("has no input 'pixel'; must be one of pixels");
    }

    /** timm's efficientnet_b2 is too large for the repository; the script says how to make it. */
    @Test
    @EnabledIfEnvironmentVariable(named = "VAVL_EFFICIENTNET", matches = ".+")
    void efficientNetB2IsTimms() {
        Path folder = Path.of(System.getenv("VAVL_EFFICIENTNET"));
        FloatBuffer golden = NpyFile.read(folder.resolve("features.npy"), 1, new ExtractorId("timm", "1"))
                .values();
        float[] expected = new float[golden.remaining()];
        golden.get(expected);
        try (OnnxFaceExtractor extractor = OnnxFaceExtractor.efficientNetB2(folder.resolve("efficientnet.onnx"))) {
            assertThat(extractor.width()).isEqualTo(1408);
            assertClose(extractor.extract(OnnxFiles.pictures(224)), expected, 1e-4);
        }
    }
}
