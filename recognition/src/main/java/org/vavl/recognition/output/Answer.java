package org.vavl.recognition.output;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.recognition.ClipAnswer;
import org.vavl.recognition.ModalityPresence;
import org.vavl.recognition.WindowAnswer;

/**
 * What {@code predict} says of a clip, as JSON has it.
 *
 * @param clip the file that was asked about
 * @param seconds how long it is
 * @param said of the whole
 * @param modalities whether they are there
 * @param timeline of its windows
 */
public record Answer(
        String clip,
        double seconds,
        @JsonUnwrapped Said said,
        Map<String, Presence> modalities,
        List<Window> timeline) {

    /**
     * What a model says of a stretch.
     *
     * @param emotion the class, where classes are told apart
     * @param outputs the probability of each class, or the value of each attribute
     * @param answeredBy the heads whose answer this is
     * @param reason why these answer
     * @param heads what each head says
     */
    record Said(
            Optional<String> emotion,
            Map<String, Double> outputs,
            List<String> answeredBy,
            String reason,
            Map<String, Map<String, Double>> heads) {
        public static Said of(Prediction prediction, Task task) {
            List<String> names = task.outputNames();
            Map<String, Map<String, Double>> heads = new LinkedHashMap<>();
            prediction.heads().forEach((head, values) -> heads.put(head, named(names, values)));
            return new Said(
                    ClipAnswer.emotion(prediction, task),
                    named(names, prediction.answer()),
                    prediction.answeredBy(),
                    prediction.reason(),
                    heads);
        }

        private static Map<String, Double> named(List<String> names, List<Double> values) {
            Map<String, Double> named = new LinkedHashMap<>();
            for (int c = 0; c < names.size(); c++) {
                named.put(names.get(c), values.get(c));
            }
            return named;
        }
    }

    /** Whether a modality is there; the reason says why it is not. */
    record Presence(int frames, int validFrames, double share, Optional<String> reason) {
        public static Map<String, Presence> of(Map<String, ModalityPresence> modalities) {
            Map<String, Presence> presences = new LinkedHashMap<>();
            modalities.forEach((name, presence) -> presences.put(
                    name,
                    new Presence(
                            presence.frames(),
                            presence.validFrames(),
                            presence.share(),
                            presence instanceof ModalityPresence.Absent absent
                                    ? Optional.of(absent.reason())
                                    : Optional.empty())));
            return presences;
        }
    }

    /** A window, from {@code begin} to {@code end} in seconds; nothing is said where there is nothing to answer for. */
    record Window(double begin, double end, Optional<Said> said, Map<String, Presence> modalities) {
        public static Window of(WindowAnswer window, Task task) {
            return new Window(
                    window.begin(),
                    window.end(),
                    window.prediction().map(prediction -> Said.of(prediction, task)),
                    Presence.of(window.modalities()));
        }
    }

    public static Answer of(ClipAnswer answer) {
        return new Answer(
                answer.clip(),
                answer.seconds(),
                Said.of(answer.prediction(), answer.task()),
                Presence.of(answer.modalities()),
                answer.timeline().stream()
                        .map(window -> Window.of(window, answer.task()))
                        .toList());
    }
}
