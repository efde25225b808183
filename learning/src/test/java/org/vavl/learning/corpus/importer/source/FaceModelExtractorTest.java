package org.vavl.learning.corpus.importer.source;

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
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.features.Extractors;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.features.vision.VisualSettings;
import org.vavl.features.vision.detection.FaceDetectors;
import org.vavl.features.vision.detection.HaarFaceDetector;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.face.FaceFamily;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TrainedModel;
import org.vavl.nn.ParameterStore;
import org.vavl.recognition.inference.Provenance;

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
                        .build(List.of(pictures), TASK, ParameterStore.initialised(Device.CPU, seed)),
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
            float[] alone = extractor.extract(List.of(picture(2)));
            float[] together = extractor.extract(List.of(picture(1), picture(2), picture(3)));
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
            float[] itself = faces.extractor().extract(List.of(picture(3)));
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
