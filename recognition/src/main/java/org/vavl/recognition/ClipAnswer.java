package org.vavl.recognition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;

/**
 * What a model says of a recording.
 *
 * @param clip the recording's name
 * @param seconds how long it is
 * @param task what was asked
 * @param prediction of the whole; of a recording longer than {@link Windows#wholeSeconds} the mean over those of its windows that have an answer
 * @param modalities of each of the model's, whether it is there; in a long recording summed over its windows
 * @param timeline of windows that overlap, in their order; empty if it was not asked for or the recording is not longer than a window
 */
public record ClipAnswer(
        String clip,
        double seconds,
        Task task,
        Prediction prediction,
        Map<String, ModalityPresence> modalities,
        List<WindowAnswer> timeline) {
    /** Copies the collections, whose order is kept. */
    public ClipAnswer {
        modalities = Collections.unmodifiableMap(new LinkedHashMap<>(modalities));
        timeline = List.copyOf(timeline);
    }

    /** The class; empty if the model answers with values of attributes. */
    public Optional<String> emotion() {
        return emotion(prediction, task);
    }

    /** The class that a prediction names; empty if the model answers with values of attributes. */
    public static Optional<String> emotion(Prediction prediction, Task task) {
        return task instanceof Task.Classification
                ? Optional.of(task.outputNames().get(prediction.largest()))
                : Optional.empty();
    }

    /** The timeline, or the whole recording as the only window where there is none. */
    public List<WindowAnswer> windows() {
        return timeline.isEmpty() ? List.of(whole()) : timeline;
    }

    /** The whole recording as one window. */
    public WindowAnswer whole() {
        return new WindowAnswer(0, seconds, Optional.of(prediction), modalities);
    }
}
