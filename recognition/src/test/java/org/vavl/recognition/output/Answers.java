package org.vavl.recognition.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.features.audio.speech.SpeechActivity;
import org.vavl.recognition.ModalityAvailability;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Segmentation;
import org.vavl.recognition.WindowRecognition;

/** Answers for tests: windows of 3 s every second. */
public final class Answers {
    public static final Task TASK = new Task.Classification(List.of("happy", "sad & <low>", "angry"), false);

    private Answers() {}

    /**
     * Windows of classes.
     *
     * @param classes in each window the largest class, or −1 where there is no answer
     */
    public static Recognition of(String clip, int... classes) {
        List<WindowRecognition> windows = new ArrayList<>();
        for (int i = 0; i < classes.length; i++) {
            Optional<Prediction> said = classes[i] < 0 ? Optional.empty() : Optional.of(prediction(clip, classes[i]));
            windows.add(new WindowRecognition(i, i + 3, said, presence(classes[i] >= 0)));
        }
        return new Recognition(
                clip,
                classes.length + 2,
                TASK,
                prediction(clip, 1),
                presence(true),
                1,
                List.of(),
                windows,
                Optional.empty());
    }

    /** The same divided otherwise, with speech in 40 % of the time. */
    public static Recognition divided(Recognition answer, Segmentation segmentation) {
        return new Recognition(
                answer.clip(),
                answer.seconds(),
                answer.task(),
                answer.prediction(),
                answer.modalities(),
                answer.faces(),
                answer.people(),
                answer.timeline(),
                segmentation,
                answer.explanation(),
                Optional.of(new SpeechActivity(0.4, List.of())));
    }

    /** One without windows. */
    public static Recognition whole(String clip) {
        return new Recognition(
                clip, 2.5, TASK, prediction(clip, 1), presence(true), 1, List.of(), List.of(), Optional.empty());
    }

    private static Map<String, ModalityAvailability> presence(boolean there) {
        Map<String, ModalityAvailability> modalities = new LinkedHashMap<>();
        modalities.put("acoustic", new ModalityAvailability.Missing(0, "has no <sound>"));
        modalities.put(
                "visual",
                there
                        ? new ModalityAvailability.Present(75, 60)
                        : new ModalityAvailability.Missing(75, "there is no face in its pictures"));
        return modalities;
    }

    private static Prediction prediction(String clip, int largest) {
        List<Double> values = new ArrayList<>(List.of(0.2, 0.2, 0.2));
        values.set(largest, 0.6);
        return new Prediction(clip, Map.of("visual", values), values, List.of("visual"), "the clip has no acoustic");
    }

    /** One that says values of attributes, in two windows. */
    public static Recognition attributes(String clip) {
        Task task =
                new Task.Regression(List.of(new Task.Attribute("arousal", 1, 5), new Task.Attribute("valence", 1, 5)));
        Prediction values = new Prediction(
                clip, Map.of("visual", List.of(2.5, 3.25)), List.of(2.5, 3.25), List.of("visual"), "alone");
        List<WindowRecognition> windows = List.of(
                new WindowRecognition(0, 3, Optional.of(values), presence(true)),
                new WindowRecognition(1, 4, Optional.of(values), presence(true)));
        return new Recognition(clip, 4, task, values, presence(true), 1, List.of(), windows, Optional.empty());
    }
}
