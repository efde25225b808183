package org.vavl.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.features.Extractors;
import org.vavl.features.VisualExtractor;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.inference.ModelDescription;

class BuiltInModelTest {
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
        for (String name : new String[] {"emotion.safetensors", "faces.safetensors", "whisper.safetensors"}) {
            URL resource = BuiltInModelTest.class.getResource("/org/vavl/models/" + name);
            assertThat(resource).isNotNull();
            bytes += resource.openConnection().getContentLengthLong();
        }
        assertThat(bytes).isPositive().isLessThan(FORTY_MEGABYTES);
    }
}
