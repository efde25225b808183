package org.vavl.recognition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.core.clip.Unsure;
import org.vavl.features.audio.speech.SpeechActivity;
import org.vavl.recognition.explanation.Explanation;
import org.vavl.recognition.people.Person;

/**
 * What a model says of a recording.
 *
 * @param clip the recording's name
 * @param seconds how long it is
 * @param task what the model predicts
 * @param prediction of the whole; of a recording longer than {@link WindowSettings#maximumWholeSeconds} the mean over those of its windows that have an answer
 * @param modalities of each of the model's, whether it is there; in a long recording summed over its windows
 * @param faces how many faces were followed in its pictures; in a long recording the most in any of its windows. A cut ends a face, so that after
 *     one the same person may count again
 * @param people everyone whose face was followed, the most prominent first; one of them is the main person, whom the prediction is of, unless no face is.
 *     The others' faces have outputs if {@link FaceChoice.Everyone} asks for them
 * @param timeline of windows that overlap, or of other {@linkplain Segmentation segments}, in their order; empty if it was not asked for or the
 *     recording is not longer than a window
 * @param segmentation what the timeline is of
 * @param explanation what made the prediction; empty if it was not asked for
 * @param speech where speech is; empty if the model hears nothing, the recording has no sound, or speech is not looked for
 */
public record Recognition(
        String clip,
        double seconds,
        Task task,
        Prediction prediction,
        Map<String, ModalityAvailability> modalities,
        int faces,
        List<Person> people,
        List<WindowRecognition> timeline,
        Segmentation segmentation,
        Optional<Explanation> explanation,
        Optional<SpeechActivity> speech) {
    /** Copies the collections, whose order is kept. */
    public Recognition {
        modalities = Collections.unmodifiableMap(new LinkedHashMap<>(modalities));
        people = List.copyOf(people);
        timeline = List.copyOf(timeline);
    }

    /** One with windows, without an explanation. */
    public Recognition(
            String clip,
            double seconds,
            Task task,
            Prediction prediction,
            Map<String, ModalityAvailability> modalities,
            int faces,
            List<Person> people,
            List<WindowRecognition> timeline,
            Optional<SpeechActivity> speech) {
        this(
                clip,
                seconds,
                task,
                prediction,
                modalities,
                faces,
                people,
                timeline,
                new Segmentation.Windows(),
                Optional.empty(),
                speech);
    }

    /** The class; empty if the model answers with values of attributes. */
    public Optional<String> emotion() {
        return emotion(prediction, task);
    }

    /** The class that a prediction names; empty if the model answers with values of attributes. */
    public static Optional<String> emotion(Prediction prediction, Task task) {
        return task instanceof Task.Classification
                ? Optional.of(task.outputNames().get(prediction.argmax()))
                : Optional.empty();
    }

    /** Why the prediction is not to be relied on; empty if it is, or the model cannot tell. {@link #emotion} is then only what is most probable. */
    public Optional<Unsure> unsure() {
        return prediction.unsure();
    }

    /** The two most probable classes, the first one first; none if the model answers with values of attributes. */
    public List<String> topTwo() {
        return topTwo(prediction, task);
    }

    /** The two classes that a prediction has as the most probable; none if the model answers with values of attributes. */
    public static List<String> topTwo(Prediction prediction, Task task) {
        return task instanceof Task.Classification
                ? prediction.ranked().stream()
                        .limit(2)
                        .map(c -> task.outputNames().get(c))
                        .toList()
                : List.of();
    }

    /**
     * Whether the class is one that no modality alone has as the most probable: only together they say so. Never so if one modality alone was there, or the
     * model answers with values of attributes.
     */
    public boolean isOfNoModalityAlone() {
        List<List<Double>> alone = modalities.keySet().stream()
                .flatMap(modality -> Optional.ofNullable(prediction.heads().get(modality)).stream())
                .toList();
        return task instanceof Task.Classification
                && alone.size() > 1
                && alone.stream().noneMatch(outputs -> Prediction.argmax(outputs) == prediction.argmax());
    }

    /** The same without a timeline. */
    public Recognition withoutTimeline() {
        return new Recognition(
                clip,
                seconds,
                task,
                prediction,
                modalities,
                faces,
                people,
                List.of(),
                segmentation,
                explanation,
                speech);
    }

    /** The person whom the prediction is of; empty if it is of no face. */
    public Optional<Person> mainPerson() {
        return people.stream().filter(Person::main).findFirst();
    }

    /** The timeline, or the whole recording as the only window where there is none. */
    public List<WindowRecognition> windows() {
        return timeline.isEmpty() ? List.of(whole()) : timeline;
    }

    /** The whole recording as one window. */
    public WindowRecognition whole() {
        return new WindowRecognition(0, seconds, Optional.of(prediction), modalities);
    }
}
