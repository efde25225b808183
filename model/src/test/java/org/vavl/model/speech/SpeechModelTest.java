package org.vavl.model.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.features.audio.WaveformExtractor;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration.Convolution;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration.Norm;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Input;
import org.vavl.model.Batch;
import org.vavl.model.EmotionModel;
import org.vavl.model.PredictionLoss;
import org.vavl.model.TaskOutputs;
import org.vavl.model.Update;
import org.vavl.model.inference.BatchAssembler;
import org.vavl.model.inference.FrameTransform;
import org.vavl.model.inference.TorchNetwork;
import org.vavl.model.inference.TrainedModel;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.weights.TensorFiles;
import org.vavl.recognition.inference.Provenance;

/** Against transformers' gradients; {@code tools/fixtures/finetuning_fixture.py} makes the golden file. */
class SpeechModelTest {
    private static final Modality SAMPLES = new Modality(Modality.ACOUSTIC, 1);
    private static final ForwardMode EXACT = ForwardMode.inference(Precision.FLOAT32);
    private static final Task.Regression RATINGS =
            new Task.Regression(List.of(new Task.Attribute("arousal", 1, 5), new Task.Attribute("valence", 1, 5)));

    private static SpeechConfiguration sizes() {
        List<Convolution> convolutions = new ArrayList<>();
        int[] kernels = {10, 3, 3, 3, 3, 2, 2};
        for (int i = 0; i < kernels.length; i++) {
            convolutions.add(new Convolution(12, kernels[i], i == 0 ? 5 : 2));
        }
        Wav2Vec2Configuration network =
                new Wav2Vec2Configuration(convolutions, true, Norm.LAYER, true, 16, 2, 2, 24, 8, 4);
        return new SpeechConfiguration(network, Wav2Vec2Input.defaults(), 12, 0.5, 0.1, "");
    }

    private static Map<String, Tensor> golden() {
        try {
            Path path = Path.of(Objects.requireNonNull(SpeechModelTest.class.getResource("golden.safetensors"))
                    .toURI());
            try (SafetensorsFile file = SafetensorsFile.open(path)) {
                return TensorFiles.read(file, any -> true, Device.CPU);
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Tensor> startingWith(String prefix, Map<String, Tensor> tensors) {
        Map<String, Tensor> found = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), tensor);
            }
        });
        return found;
    }

    private static Clip clip(String id, Tensor samples, Tensor ratings) {
        return clip(
                id,
                values(samples),
                ratings.select(0, 0).item_double(),
                ratings.select(0, 1).item_double());
    }

    private static Clip clip(String id, float[] samples, double arousal, double valence) {
        return new Clip(
                id,
                "someone",
                new Labels(Map.of(), Map.of("arousal", arousal, "valence", valence)),
                Map.of(Modality.ACOUSTIC, () -> new WaveformExtractor().extract(id, samples)));
    }

    private static List<Clip> clips(Map<String, Tensor> golden) {
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Tensor samples = Objects.requireNonNull(golden.get("clip." + i));
            clips.add(clip("clip" + i, samples, golden.get("ratings").select(0, i)));
        }
        return clips;
    }

    private static float[] values(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        tensor.contiguous().data_ptr_float().get(values);
        return values;
    }

    private static EmotionModel network() {
        return sizes().build(List.of(SAMPLES), RATINGS, ParameterStore.uninitialised(Device.CPU));
    }

    /** The sum over the attributes of 1 − CCC, written anew. */
    private record Concordance() implements PredictionLoss {
        @Override
        public Tensor of(Tensor outputsNC, Tensor targetsNC) {
            Tensor x = TaskOutputs.attributes(outputsNC, RATINGS);
            Tensor dx = x.sub(x.mean(0));
            Tensor dy = targetsNC.sub(targetsNC.mean(0));
            Tensor apart = dx.square()
                    .mean(0)
                    .add(dy.square().mean(0))
                    .add(x.mean(0).sub(targetsNC.mean(0)).square());
            Tensor ccc = dx.mul(dy).mean(0).mul(new Scalar(2)).div(apart.add(new Scalar(1e-8)));
            return ccc.neg().add(new Scalar(1)).sum();
        }

        @Override
        public double reconstructionWeight() {
            return 0;
        }
    }

    private static Batch batch(List<Clip> clips) {
        return new BatchAssembler(RATINGS, Map.of(SAMPLES, FeatureStatistics.none(1)), Device.CPU)
                .assemble(clips, FrameTransform.NONE);
    }

    @Test
    void outputsLossAndGradientsAreThoseOfTransformers() {
        try (PointerScope scope = new PointerScope();
                EmotionModel model = network()) {
            Map<String, Tensor> golden = golden();
            model.parameters().load(startingWith("parameter.", golden), "golden.safetensors");
            Batch batch = batch(clips(golden));
            Tensor outputs =
                    model.forward(batch, EXACT).get(model.heads().get(0)).outputsNC();
            assertClose("outputs", outputs, golden.get("outputs"), 1e-5);
            Update update = model.updates().get(0);
            Tensor loss = update.loss(batch, new Concordance(), EXACT);
            assertThat(loss.item_double()).isCloseTo(golden.get("loss").item_double(), within(1e-5));
            loss.backward();
            Map<String, Tensor> gradients = startingWith("gradient.", golden);
            assertThat(model.parameters().learnable(update.changedGroups()).keySet())
                    .isEqualTo(gradients.keySet());
            model.parameters()
                    .learnable(update.changedGroups())
                    .forEach((name, parameter) -> assertClose(
                            name, parameter.grad(), Objects.requireNonNull(gradients.get(name), name), 1e-4));
        }
    }

    private static void assertClose(String name, Tensor actual, Tensor expected, double tolerance) {
        double difference = actual.sub(expected).abs().max().item_double();
        double largest = expected.abs().max().item_double();
        assertThat(difference).as(name).isLessThanOrEqualTo(tolerance * Math.max(1e-2, largest));
    }

    @Test
    void theFeatureEncoderIsFrozenAndKeepsNoGraph() {
        try (EmotionModel model = network()) {
            Update update = model.updates().get(0);
            Set<String> changed =
                    model.parameters().learnable(update.changedGroups()).keySet();
            model.parameters().parameters().forEach((name, parameter) -> {
                boolean frozen = name.startsWith("wav2vec2.feature_extractor.");
                assertThat(changed.contains(name)).as(name).isEqualTo(!frozen);
                assertThat(parameter.requires_grad()).as(name).isEqualTo(!frozen);
            });
        }
    }

    @Test
    void aPredictionIsTheSameAloneOrPaddedInAnyOrder() {
        try (TrainedModel model = new TrainedModel(
                sizes().build(List.of(SAMPLES), RATINGS, ParameterStore.initialised(Device.CPU, 4)),
                Map.of(SAMPLES, FeatureStatistics.none(1)),
                Map.of(Modality.ACOUSTIC, new WaveformExtractor().id()),
                new Provenance(Map.of(), ""))) {
            List<Clip> clips;
            try (PointerScope scope = new PointerScope()) {
                clips = clips(golden());
            }
            List<Prediction> alone =
                    TorchNetwork.predictor(model, Precision.FLOAT32, 1).predict(clips);
            List<Clip> turned = new ArrayList<>(clips);
            Collections.reverse(turned);
            List<Prediction> together =
                    TorchNetwork.predictor(model, Precision.FLOAT32, 3).predict(turned);
            for (int i = 0; i < 3; i++) {
                for (int c = 0; c < 2; c++) {
                    assertThat(together.get(2 - i).outputs().get(c))
                            .isCloseTo(alone.get(i).outputs().get(c), within(1e-5));
                }
            }
        }
    }

    @Test
    void whatCannotBeHeardIsRefused() {
        assertThatThrownBy(() -> sizes().build(
                                List.of(new Modality(Modality.ACOUSTIC, 80)), RATINGS, ParameterStore.shapesOnly()))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("--acoustic waveform");
        try (PointerScope scope = new PointerScope();
                EmotionModel model = network()) {
            Batch batch = batch(List.of(clip("short", FloatBuffer.allocate(399).array(), 3, 3)));
            assertThatThrownBy(() -> model.forward(batch, EXACT))
                    .isInstanceOf(VavlException.class)
                    .hasMessage("a clip has 399 samples, and must have at least 400");
        }
    }

    @Test
    void aFileForOthersNamesNoFolderOfThisMachine() {
        SpeechConfiguration drawn = sizes();
        SpeechConfiguration configuration = new SpeechConfiguration(
                drawn.network(), drawn.input(), 12, 0.5, 0.1, "/home/anybody/wav2vec2/model.safetensors");
        assertThat(drawn.withoutFolders()).isEqualTo(drawn);
        assertThat(configuration.withoutFolders().weights()).isEqualTo("model.safetensors");
        assertThat(configuration.withoutFolders().withoutFolders()).isEqualTo(configuration.withoutFolders());
    }
}
