package org.vavl.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.features.VisualExtractor;
import org.vavl.features.audio.speech.AcousticExtractors;
import org.vavl.features.media.TalkingFace;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.inference.ModelDescription;

class BuiltInModelTest {
    private static final String CLASS_PATH = "surefire.test.class.path";
    private static final long FORTY_MEGABYTES = 40_000_000;

    @Test
    void tellsSevenEmotionsAndSaysWhatItIs() {
        try (Recognizer recognizer = Recognizer.builtIn()) {
            ModelDescription model = recognizer.model();
            assertThat(model.task().outputNames())
                    .containsExactly("angry", "disgust", "fearful", "happy", "neutral", "sad", "surprised");
            assertThat(model.task()).isInstanceOf(Task.Classification.class);
            assertThat(model.provenance().card()).contains("RAVDESS", "nEMO", "FER+", "non-commercial", "must not");
            assertThat(model.provenance().facts()).containsKey("calibration.digest");
        }
    }

    @Test
    void itsFacesAreDescribedByTheNetworkThatComesWithIt() {
        try (Recognizer recognizer = Recognizer.builtIn();
                VisualExtractor faces = Extractors.standard().visual("face-model")) {
            ExtractorId wanted = recognizer.model().extractors().get(Modality.VISUAL);
            assertThat(wanted).isNotNull();
            assertThat(wanted.version()).startsWith(faces.id().version() + "@");
        }
    }

    @Test
    void itsSpeechIsHeardByTheEncoderThatComesWithIt() {
        try (Recognizer recognizer = Recognizer.builtIn()) {
            ExtractorId wanted =
                    Objects.requireNonNull(recognizer.model().extractors().get(Modality.ACOUSTIC));
            try (AcousticExtractor speech =
                    AcousticExtractors.open(wanted, Extractors.standard()).orElseThrow()) {
                assertThat(speech.id()).isEqualTo(wanted);
                float[] samples = new float[16_000 * 2];
                Random random = new Random(4);
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = (float) (0.1 * random.nextGaussian());
                }
                FeatureSequence frames = speech.extract("noise", samples);
                assertThat(frames.frames()).isEqualTo(20);
                assertThat(frames.width()).isEqualTo(512);
            }
        }
    }

    /** Maven runs this without the module {@code model} and libtorch on the class path. */
    @Test
    void recognisesAClipWithoutLibtorch() {
        if (System.getProperty(CLASS_PATH) != null) {
            assertThatThrownBy(() -> Class.forName("org.bytedeco.pytorch.Tensor"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> Class.forName("org.vavl.model.EmotionModel"))
                    .isInstanceOf(ClassNotFoundException.class);
        }
        try (Recognizer recognizer = Recognizer.builtIn()) {
            Recognition recognition = recognizer.recognize(TalkingFace.CLIP);
            assertThat(recognition.emotion()).contains("happy");
            assertThat(recognition.prediction().outputs().stream()
                            .mapToDouble(p -> p)
                            .sum())
                    .isBetween(0.9999, 1.0001);
        }
    }

    @Test
    void severalThreadsShareOneRecogniserAndGetTheSameAnswers() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Recognizer recognizer = Recognizer.builtIn()) {
            List<Prediction> expected = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                expected.add(recognizer.predict("clip", clip(recognizer, i)));
            }
            List<Future<Prediction>> answers = new ArrayList<>();
            for (int n = 0; n < 128; n++) {
                int i = n % 8;
                answers.add(threads.submit(() -> recognizer.predict("clip", clip(recognizer, i))));
            }
            for (int n = 0; n < answers.size(); n++) {
                assertThat(answers.get(n).get()).isEqualTo(expected.get(n % 8));
            }
        } finally {
            threads.shutdown();
        }
    }

    private static Map<String, FeatureSequence> clip(Recognizer recognizer, int seed) {
        Map<String, FeatureSequence> features = new HashMap<>();
        Random random = new Random(seed);
        for (Modality modality : recognizer.model().modalities()) {
            int frames = 20 + 7 * seed;
            float[] values = new float[frames * modality.width()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            features.put(
                    modality.name(),
                    FeatureSequence.allValid(
                            FloatBuffer.wrap(values),
                            modality.width(),
                            25,
                            Objects.requireNonNull(
                                    recognizer.model().extractors().get(modality.name()))));
        }
        return features;
    }

    @Test
    void answersFromEitherModality() {
        try (Recognizer recognizer = Recognizer.builtIn()) {
            for (Modality modality : recognizer.model().modalities()) {
                ExtractorId extractor = recognizer.model().extractors().get(modality.name());
                float[] values = new float[modality.width()];
                Random random = new Random(5);
                for (int d = 0; d < values.length; d++) {
                    values[d] = (float) random.nextGaussian();
                }
                Prediction prediction = recognizer.predict(
                        "random",
                        Map.of(
                                modality.name(),
                                FeatureSequence.allValid(
                                        FloatBuffer.wrap(values),
                                        modality.width(),
                                        1,
                                        Objects.requireNonNull(extractor))));
                assertThat(prediction.selectedHeads()).containsExactly(modality.name());
                assertThat(prediction.outputs().stream().mapToDouble(p -> p).sum())
                        .isBetween(0.9999, 1.0001);
            }
        }
    }

    @Test
    void isSmall() throws IOException {
        long bytes = 0;
        for (String name : new String[] {"emotion.onnx", "faces.onnx", "whisper.onnx"}) {
            URL resource = BuiltInModelTest.class.getResource("/org/vavl/models/" + name);
            assertThat(resource).isNotNull();
            bytes += resource.openConnection().getContentLengthLong();
        }
        assertThat(bytes).isPositive().isLessThan(FORTY_MEGABYTES);
    }
}
