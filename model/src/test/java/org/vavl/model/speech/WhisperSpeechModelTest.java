package org.vavl.model.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.features.audio.WaveformExtractor;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Input;
import org.vavl.features.audio.whisper.WhisperExtractor;
import org.vavl.features.audio.whisper.WhisperSettings;
import org.vavl.model.Batch;
import org.vavl.model.EmotionModel;
import org.vavl.model.inference.BatchAssembler;
import org.vavl.model.inference.FrameTransform;
import org.vavl.model.inference.TorchNetwork;
import org.vavl.model.inference.TrainedModel;
import org.vavl.model.wav2vec2.Wav2Vec2Source;
import org.vavl.model.whisper.TorchWhisperEncoder;
import org.vavl.model.whisper.WhisperConfiguration;
import org.vavl.model.whisper.WhisperSource;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;
import org.vavl.recognition.inference.Provenance;

class WhisperSpeechModelTest {
    private static final Modality SAMPLES = new Modality(Modality.ACOUSTIC, 1);
    private static final ForwardMode EXACT = ForwardMode.inference(Precision.FLOAT32);
    private static final Task TASK = new Task.Classification(List.of("happy", "sad"), false);
    private static final WhisperSpeechConfiguration SIZES = new WhisperSpeechConfiguration(
            new WhisperConfiguration(80, 16, 2, 2, 24, 100, true), 12, 0.5, 0.1, SpectrumMasks.none(), "");

    @TempDir
    private Path folder;

    private static Clip clip(String id, int samples, long seed) {
        Random random = new Random(seed);
        float[] sound = new float[samples];
        for (int i = 0; i < samples; i++) {
            sound[i] = (float) (0.1 * random.nextGaussian() + 0.3 * Math.sin(i * 0.05 * seed));
        }
        return new Clip(
                id,
                "someone",
                new Labels(Map.of("happy", 1.0), Map.of()),
                Map.of(Modality.ACOUSTIC, () -> new WaveformExtractor().extract(id, sound)));
    }

    private static EmotionModel network() {
        return SIZES.build(List.of(SAMPLES), TASK, ParameterStore.initialised(Device.CPU, 4));
    }

    private static Batch batch(List<Clip> clips) {
        return new BatchAssembler(TASK, Map.of(SAMPLES, FeatureStatistics.none(1)), Device.CPU)
                .assemble(clips, FrameTransform.NONE);
    }

    @Test
    void aPredictionIsTheSameAloneOrPaddedInAnyOrder() {
        List<Clip> clips = List.of(clip("long", 9000, 1), clip("short", 4000, 2), clip("middle", 7777, 3));
        try (TrainedModel model = new TrainedModel(
                network(),
                Map.of(SAMPLES, FeatureStatistics.none(1)),
                Map.of(Modality.ACOUSTIC, new WaveformExtractor().id()),
                new Provenance(Map.of(), ""))) {
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
    void everyParameterIsTrainedButThePositions() {
        try (PointerScope scope = new PointerScope();
                EmotionModel model = network()) {
            Batch batch = batch(List.of(clip("one", 4000, 1), clip("two", 6000, 2)));
            Tensor outputs =
                    model.forward(batch, EXACT).get(model.heads().get(0)).outputsNC();
            outputs.square().sum().backward();
            assertThat(model.parameters().learnable().keySet()).noneMatch(name -> name.contains("embed_positions"));
            model.parameters().learnable().forEach((name, parameter) -> assertThat(
                            parameter.grad().abs().max().item_double())
                    .as(name)
                    .isPositive());
        }
    }

    /** The extractor's frames of the folder that is written have the mean that the network pools. */
    @Test
    void whatIsWrittenIsAnExtractorOfTheSameFrames() {
        try (PointerScope scope = new PointerScope();
                EmotionModel model = network()) {
            SpeechEncoder.write(folder, model);
            assertThat(SpeechEncoder.of(folder)).isInstanceOf(SpeechEncoder.OfWhisper.class);
            WhisperSource source = WhisperSource.of(folder);
            assertThat(source.configuration()).isEqualTo(SIZES.network());
            WhisperSettings settings =
                    WhisperSettings.defaults().withWindows(2, 0.5).withFrameRate(50);
            try (WhisperExtractor extractor =
                            new WhisperExtractor(new TorchWhisperEncoder(source, settings, Device.CPU), settings);
                    ParameterStore parameters = ParameterStore.initialised(Device.CPU, 9)) {
                EmotionModel again = ((WhisperSpeechConfiguration) SpeechEncoder.of(folder)
                                .withHead(12, new SpeechEncoder.HeadSettings(12, 0, 0, SpectrumMasks.none())))
                        .build(List.of(SAMPLES), TASK, parameters);
                WhisperSpeechConfiguration.encoder(again).forEach((name, parameter) -> assertThat(parameter
                                .sub(WhisperSpeechConfiguration.encoder(model).get(name))
                                .abs()
                                .max()
                                .item_double())
                        .as(name)
                        .isZero());
                assertThat(extractor.id().version()).startsWith("1;block=2;");
            }
        }
    }

    @Test
    void whatCannotBeHeardIsRefused() {
        assertThatThrownBy(() ->
                        SIZES.build(List.of(new Modality(Modality.ACOUSTIC, 80)), TASK, ParameterStore.shapesOnly()))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("--acoustic waveform");
        try (PointerScope scope = new PointerScope();
                EmotionModel model = network()) {
            Batch batch = batch(List.of(clip("short", 399, 1)));
            assertThatThrownBy(() -> model.forward(batch, EXACT))
                    .isInstanceOf(VavlException.class)
                    .hasMessage("a clip has 399 samples, and must have at least 400");
        }
    }

    /** In training something of the spectrum is hidden, drawn by libtorch's seed; in inference nothing is. */
    @Test
    void spectrumMasksChangeTrainingAlone() {
        WhisperSpeechConfiguration masked =
                new WhisperSpeechConfiguration(SIZES.network(), 12, 0, 0, new SpectrumMasks(2, 20, 10), "");
        try (PointerScope scope = new PointerScope();
                EmotionModel model = masked.build(List.of(SAMPLES), TASK, ParameterStore.initialised(Device.CPU, 4))) {
            Batch batch = batch(List.of(clip("one", 9000, 1)));
            double still = output(model, batch, EXACT);
            assertThat(output(model, batch, EXACT)).isEqualTo(still);
            ForwardMode training = ForwardMode.training(Precision.FLOAT32);
            torch.manual_seed(3);
            double drawn = output(model, batch, training);
            double other = output(model, batch, training);
            torch.manual_seed(3);
            assertThat(output(model, batch, training)).isEqualTo(drawn).isNotEqualTo(still);
            assertThat(other).isNotEqualTo(drawn);
        }
    }

    private static double output(EmotionModel model, Batch batch, ForwardMode mode) {
        return model.forward(batch, mode)
                .get(model.heads().get(0))
                .outputsNC()
                .select(1, 0)
                .item_double();
    }

    @Test
    void wav2Vec2TakesNoSpectrumMasks() {
        assertThatThrownBy(() -> new SpeechEncoder.OfWav2Vec2(new Wav2Vec2Source(
                                Path.of("none"), Wav2Vec2Configuration.largeRobust(), Wav2Vec2Input.defaults()))
                        .withHead(1, new SpeechEncoder.HeadSettings(12, 0, 0, new SpectrumMasks(1, 2, 2))))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("spectrumMasks.count is 1");
    }
}
