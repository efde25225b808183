package org.vavl.recognition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;

/**
 * What a model says of a stretch of a recording.
 *
 * @param begin in seconds from the recording's begin
 * @param end in seconds, behind {@code begin}
 * @param prediction empty if the stretch has no modality that the model can use
 * @param modalities of each of the model's, whether it is there
 */
public record WindowRecognition(
        double begin, double end, Optional<Prediction> prediction, Map<String, ModalityAvailability> modalities) {
    /** Copies the modalities, whose order is kept. */
    public WindowRecognition {
        modalities = Collections.unmodifiableMap(new LinkedHashMap<>(modalities));
    }

    /**
     * The class that is most probable.
     *
     * @param task the model's
     * @return empty where there is no prediction, or the prediction is of attributes
     */
    public Optional<String> emotion(Task task) {
        return prediction.flatMap(given -> Recognition.emotion(given, task));
    }
}
