package org.vavl.model.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.features.Extractors;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.OnnxExport;
import org.vavl.model.inference.TorchNetwork;
import org.vavl.model.inference.TrainedModel;
import org.vavl.model.vavl.RandomClips;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.onnx.WeightFormat;
import org.vavl.recognition.inference.Predictor;
import org.vavl.recognition.inference.Provenance;

class FaceModelTest {
    private static final int SIDE = 16;
    private static final Modality PICTURES = new Modality(Modality.VISUAL, SIDE * SIDE);

    private static TrainedModel tiny() {
        return new TrainedModel(
                ModelConfigurations.preset(new FaceFamily(), "tiny")
                        .build(List.of(PICTURES), RandomClips.CLASSES, ParameterStore.initialised(Device.CPU, 3)),
                Map.of(PICTURES, FeatureStatistics.none(PICTURES.width())),
                Map.of(Modality.VISUAL, RandomClips.EXTRACTOR),
                new Provenance(Map.of(), ""));
    }

    private static Clip clip(String id, float[] pixels, BitSet valid) {
        FeatureSequence sequence =
                new FeatureSequence(FloatBuffer.wrap(pixels), PICTURES.width(), 25, valid, RandomClips.EXTRACTOR);
        return new Clip(id, "someone", Labels.ofClass("happy"), Map.of(Modality.VISUAL, () -> sequence));
    }

    private static List<Clip> clips(int count) {
        Random random = new Random(4);
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int frames = 1 + random.nextInt(4);
            float[] pixels = new float[frames * PICTURES.width()];
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = random.nextInt(256);
            }
            BitSet valid = new BitSet();
            valid.set(random.nextInt(frames));
            valid.set(0, frames, valid.get(0));
            valid.set(frames - 1);
            clips.add(clip("clip" + i, pixels, valid));
        }
        return clips;
    }

    private static void assertClose(List<Prediction> actual, List<Prediction> expected) {
        for (int i = 0; i < expected.size(); i++) {
            for (int c = 0; c < RandomClips.CLASSES.outputs(); c++) {
                assertThat(actual.get(i).outputs().get(c))
                        .as("clip %d", i)
                        .isCloseTo(expected.get(i).outputs().get(c), within(1e-5));
            }
        }
    }

    @Test
    void aPredictionIsTheSameAloneAndTogether() {
        try (TrainedModel model = tiny()) {
            List<Clip> clips = clips(9);
            assertClose(
                    TorchNetwork.predictor(model, Precision.FLOAT32, 9).predict(clips),
                    TorchNetwork.predictor(model, Precision.FLOAT32, 1).predict(clips));
        }
    }

    @Test
    void neitherLightNorContrastMatterNorFramesWithoutAFace() {
        try (TrainedModel model = tiny()) {
            Random random = new Random(6);
            float[] pixels = new float[PICTURES.width()];
            float[] darker = new float[2 * PICTURES.width()];
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = random.nextInt(256);
                darker[p] = 20 + pixels[p] / 2;
                darker[p + pixels.length] = random.nextInt(256);
            }
            BitSet first = new BitSet();
            first.set(0);
            Predictor predictor = TorchNetwork.predictor(model, Precision.FLOAT32, 2);
            assertClose(
                    predictor.predict(List.of(clip("darker", darker, first))),
                    predictor.predict(List.of(clip("as it is", pixels, first))));
        }
    }

    @Test
    void facesAreDescribedOnOnnxRuntimeAsOnLibtorchUnderTheSameName(@TempDir Path folder) {
        Path file = folder.resolve("faces.safetensors");
        Path exported = folder.resolve("faces.onnx");
        Path rounded = folder.resolve("rounded.onnx");
        try (TrainedModel model = tiny()) {
            ModelFile.write(file, model);
            OnnxExport.write(exported, model, WeightFormat.FLOAT32);
            OnnxExport.write(rounded, model, WeightFormat.INT8);
        }
        Random random = new Random(8);
        List<Image> faces = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            byte[] pixels = new byte[PICTURES.width()];
            random.nextBytes(pixels);
            faces.add(new Image(
                    SIDE,
                    SIDE,
                    Image.GREY,
                    ByteBuffer.allocateDirect(pixels.length).put(pixels).flip()));
        }
        Extractors extractors = Extractors.standard();
        try (VisualExtractor here = extractors.with("face-model", file).visual("face-model");
                VisualExtractor there = extractors.with("face-model", exported).visual("face-model");
                VisualExtractor other = extractors.with("face-model", rounded).visual("face-model")) {
            assertThat(there.id()).isEqualTo(here.id());
            assertThat(other.id()).isNotEqualTo(here.id());
            assertThat(there.crop()).isEqualTo(here.crop());
            assertThat(there.width()).isEqualTo(here.width());
            assertThat(there.extract(faces)).containsExactly(here.extract(faces), within(1e-5f));
        }
        assertThat(Extractors.visualNames()).doesNotHaveDuplicates().contains("face-model");
    }

    @Test
    void framesHaveToBePicturesOfItsSize() {
        assertThatThrownBy(() -> ModelConfigurations.preset(new FaceFamily(), "tiny")
                        .build(RandomClips.BOTH, RandomClips.CLASSES, ParameterStore.shapesOnly()))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("side is 16")
                .hasMessageContaining("256");
    }
}
