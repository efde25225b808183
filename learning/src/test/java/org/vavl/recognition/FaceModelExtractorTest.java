package org.vavl.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.corpus.ClipEntry;
import org.vavl.corpus.CorpusDescription;
import org.vavl.corpus.FeatureStatistics;
import org.vavl.corpus.Labels;
import org.vavl.corpus.Modality;
import org.vavl.corpus.Task;
import org.vavl.corpus.importer.FeatureSource;
import org.vavl.corpus.importer.ImportPlan;
import org.vavl.corpus.importer.PlannedClip;
import org.vavl.features.ExtractorId;
import org.vavl.features.FeatureSequence;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;
import org.vavl.inference.ModelFile;
import org.vavl.inference.Provenance;
import org.vavl.inference.TrainedModel;
import org.vavl.media.MediaLimits;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.face.FaceFamily;
import org.vavl.nn.Device;
import org.vavl.nn.ParameterStore;
import org.vavl.vision.FaceDetectors;
import org.vavl.vision.HaarFaceDetector;
import org.vavl.vision.VisualFrontEnd;
import org.vavl.vision.VisualSettings;

class FaceModelExtractorTest {
    private static final int SIDE = 16;
    private static final ExtractorId PIXELS = new ExtractorId("pixels", "1");
    private static final Task TASK = new Task.Classification(List.of("happy", "sad"), false);

    @TempDir
    Path folder;

    private Path model(String name, long seed, String card) {
        Path file = folder.resolve(name);
        Modality pictures = new Modality(Modality.VISUAL, SIDE * SIDE);
        try (TrainedModel model = new TrainedModel(
                ModelConfigurations.preset(new FaceFamily(), "tiny")
                        .build(List.of(pictures), TASK, ParameterStore.drawn(Device.CPU, seed)),
                Map.of(pictures, FeatureStatistics.none(pictures.width())),
                Map.of(Modality.VISUAL, PIXELS),
                new Provenance(Map.of(), card))) {
            ModelFile.write(file, model);
        }
        return file;
    }

    private static VisualExtractor open(Path file) {
        return Extractors.standard().with("face-model", file).visual("face-model");
    }

    private static byte[] pixels(long seed) {
        byte[] pixels = new byte[SIDE * SIDE];
        new Random(seed).nextBytes(pixels);
        return pixels;
    }

    private static Image picture(long seed) {
        return new Image(
                SIDE,
                SIDE,
                Image.GREY,
                ByteBuffer.allocateDirect(SIDE * SIDE).put(pixels(seed)).flip());
    }

    @Test
    void describesAFaceAsItDoesAmongOthers() {
        try (VisualExtractor extractor = open(model("a", 1, ""))) {
            assertThat(extractor.width()).isEqualTo(16);
            float[] alone = extractor.describe(List.of(picture(2)));
            float[] together = extractor.describe(List.of(picture(1), picture(2), picture(3)));
            for (int e = 0; e < alone.length; e++) {
                assertThat(together[16 + e]).isCloseTo(alone[e], within(1e-5f));
            }
            assertThat(Arrays.copyOf(together, 16)).isNotEqualTo(alone);
        }
    }

    @Test
    void isAnotherVersionWithOtherParametersOnly() {
        try (VisualExtractor one = open(model("a", 1, "a card"));
                VisualExtractor same = open(model("b", 1, "another card"));
                VisualExtractor other = open(model("c", 2, "a card"))) {
            assertThat(one.id()).isEqualTo(same.id()).isNotEqualTo(other.id());
        }
    }

    @Test
    void makesShortTracksOfPictures() {
        try (VisualFrontEnd faces = frontEnd(model("a", 1, ""))) {
            BitSet lengths = new BitSet();
            for (int n = 0; n < 30; n++) {
                FeatureSequence track = track(faces, n, 5);
                assertThat(track.frames()).isBetween(1, 5);
                assertThat(track.extractor()).isEqualTo(faces.id());
                assertThat(track.values()).isEqualTo(track(faces, n, 5).values());
                lengths.set(track.frames());
            }
            assertThat(lengths.cardinality()).isEqualTo(5);
            float[] itself = faces.extractor().describe(List.of(picture(3)));
            assertThat(track(faces, 3, 1).values()).isEqualTo(FloatBuffer.wrap(itself));
        }
    }

    private static VisualFrontEnd frontEnd(Path model) {
        return new VisualFrontEnd(
                open(model),
                FaceDetectors.standard().named(HaarFaceDetector.NAME),
                VisualSettings.defaults(),
                MediaLimits.defaults());
    }

    private static FeatureSequence track(VisualFrontEnd faces, int seed, int mostFrames) {
        PlannedClip clip = new PlannedClip(
                new ClipEntry("clip" + seed, "s", Labels.ofClass("happy"), Map.of(), Map.of()), List.of("clip" + seed));
        FeatureSource pictures =
                asked -> Optional.of(FeatureSequence.allValid(FloatBuffer.wrap(values(seed)), SIDE * SIDE, 1, PIXELS));
        return new ImportPlan(
                        new CorpusDescription("faces", TASK, "", "", List.of()),
                        List.of(clip),
                        Map.of(Modality.VISUAL, pictures))
                .describing(faces, mostFrames)
                .sources()
                .get(Modality.VISUAL)
                .features(clip)
                .orElseThrow();
    }

    private static float[] values(long seed) {
        byte[] pixels = pixels(seed);
        float[] values = new float[pixels.length];
        for (int p = 0; p < values.length; p++) {
            values[p] = pixels[p] & 0xFF;
        }
        return values;
    }

    @Test
    void refusesOtherModels() {
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> open(none)).hasMessageContaining("none");
    }
}
