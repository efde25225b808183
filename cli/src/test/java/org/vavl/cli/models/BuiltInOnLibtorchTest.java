package org.vavl.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.features.VisualExtractor;
import org.vavl.features.audio.whisper.WhisperEncoder;
import org.vavl.features.audio.whisper.WhisperSettings;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.ParameterDigest;
import org.vavl.model.inference.TrainedModel;
import org.vavl.model.whisper.TorchWhisperEncoder;
import org.vavl.model.whisper.WhisperSource;
import org.vavl.recognition.inference.BuiltInModels;
import org.vavl.recognition.inference.InferenceNetwork;
import org.vavl.recognition.inference.InferenceNetworks;
import org.vavl.recognition.inference.NetworkOutput;
import org.vavl.recognition.onnx.ExportedFaceProvider;
import org.vavl.recognition.onnx.ExportedWhisperEncoder;

/** libtorch builds what is built in of the same files, as it does for graphics cards, and answers as ONNX Runtime does. */
class BuiltInOnLibtorchTest {
    @Test
    void theModelAnswersTheSame() {
        BuiltInModels.EMOTION.read(file -> {
            try (InferenceNetwork onnx = InferenceNetworks.load(file, Device.CPU, Precision.FLOAT32);
                    InferenceNetwork libtorch = ModelFile.readForInference(file, Device.CPU, Precision.FLOAT32)) {
                assertThat(libtorch.description()).isEqualTo(onnx.description());
                List<Clip> clips = List.of(clip(onnx, 1), clip(onnx, 2));
                List<NetworkOutput> expected = onnx.forward(clips);
                List<NetworkOutput> actual = libtorch.forward(clips);
                for (int i = 0; i < clips.size(); i++) {
                    Map<String, float[]> heads = actual.get(i).heads();
                    expected.get(i).heads().forEach((head, logits) -> {
                        float[] there = Objects.requireNonNull(heads.get(head));
                        for (int c = 0; c < logits.length; c++) {
                            assertThat(there[c]).as(head).isCloseTo(logits[c], within(1e-4f));
                        }
                    });
                }
                return clips.size();
            }
        });
    }

    private static Clip clip(InferenceNetwork network, long seed) {
        Random random = new Random(seed);
        Map<String, Supplier<FeatureSequence>> features = new HashMap<>();
        for (Modality modality : network.description().modalities()) {
            float[] values = new float[40 * modality.width()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            FeatureSequence sequence = FeatureSequence.allValid(
                    FloatBuffer.wrap(values),
                    modality.width(),
                    10,
                    Objects.requireNonNull(network.description().extractors().get(modality.name())));
            features.put(modality.name(), () -> sequence);
        }
        return new Clip("clip" + seed, "speaker", Labels.ofClass("sad"), features);
    }

    @Test
    void theEncoderHearsTheSame() {
        BuiltInModels.SPEECH.read(file -> {
            try (WhisperEncoder onnx = ExportedWhisperEncoder.open(file);
                    WhisperEncoder libtorch =
                            new TorchWhisperEncoder(WhisperSource.of(file), WhisperSettings.defaults(), Device.CPU)) {
                assertThat(libtorch.digest()).isEqualTo(onnx.digest());
                Random random = new Random(3);
                float[] mel = new float[150 * onnx.melBands()];
                for (int i = 0; i < mel.length; i++) {
                    mel[i] = random.nextFloat() * 2 - 1;
                }
                float[] expected = libtorch.encode(mel, 150);
                float[] actual = onnx.encode(mel, 150);
                for (int i = 0; i < expected.length; i++) {
                    assertThat(actual[i]).isCloseTo(expected[i], within(1e-4f * Math.max(1, Math.abs(expected[i]))));
                }
                return expected.length;
            }
        });
    }

    @Test
    void theFacesAreTheSame() {
        BuiltInModels.FACES.read(file -> {
            try (TrainedModel libtorch = ModelFile.read(file, Device.CPU);
                    VisualExtractor onnx = ExportedFaceProvider.open(file)) {
                assertThat(onnx.id().version()).isEqualTo(ParameterDigest.of(libtorch));
                return 1;
            }
        });
    }
}
