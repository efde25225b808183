package org.vavl.recognition.output;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.features.audio.speech.SpeechSegment;
import org.vavl.recognition.ModalityAvailability;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.WindowRecognition;
import org.vavl.recognition.explanation.Explanation;

/**
 * What {@code predict} says of a clip, as JSON has it; docs/json.md describes it, and docs/recognition.schema.json is its schema.
 *
 * @param schemaVersion {@value #SCHEMA_VERSION}; greater once a key is removed or means something else, the same when one is added
 * @param clip the recording
 * @param seconds how long it is
 * @param said of the whole
 * @param modalities whether they are there
 * @param faces how many were followed; in a long recording the most in any window
 * @param people whose faces they are
 * @param timeline of its windows or other segments
 * @param ofNoModalityAlone true if no modality alone has the class as the most probable; absent otherwise
 * @param explanation what made the answer; absent if it was not asked for
 * @param speech where speech is; absent if it is not looked for
 */
public record RecognitionJson(
        int schemaVersion,
        String clip,
        double seconds,
        @JsonUnwrapped PredictionJson said,
        Map<String, ModalityJson> modalities,
        int faces,
        List<PersonJson> people,
        List<Window> timeline,
        Optional<Boolean> ofNoModalityAlone,
        Optional<ExplanationJson> explanation,
        Optional<SpeechJson> speech) {
    private static final int SCHEMA_VERSION = 1;

    /**
     * What a model says of a stretch.
     *
     * @param emotion the class, where classes are distinguished
     * @param outputs the probability of each class, or the value of each attribute
     * @param answeredBy the heads whose answer this is
     * @param reason why these answer
     * @param heads what each head says
     * @param unsure why it is not to be relied on; absent if it is, or the model cannot tell
     */
    public record PredictionJson(
            Optional<String> emotion,
            Map<String, Double> outputs,
            List<String> answeredBy,
            String reason,
            Map<String, Map<String, Double>> heads,
            Optional<UnsureJson> unsure) {
        /** What is said of a task's outputs. */
        public static PredictionJson of(Prediction prediction, Task task) {
            List<String> names = task.outputNames();
            Map<String, Map<String, Double>> heads = new LinkedHashMap<>();
            prediction.heads().forEach((head, values) -> heads.put(head, named(names, values)));
            return new PredictionJson(
                    Recognition.emotion(prediction, task),
                    named(names, prediction.outputs()),
                    prediction.selectedHeads(),
                    prediction.reason(),
                    heads,
                    prediction
                            .unsure()
                            .map(why ->
                                    new UnsureJson(why.reasons(), why.text(), Recognition.topTwo(prediction, task))));
        }
    }

    /** Kinds of cause, the causes in words, and the two most probable classes. */
    public record UnsureJson(List<String> reasons, String text, List<String> topTwo) {}

    static Map<String, Double> named(List<String> names, List<Double> values) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int c = 0; c < names.size(); c++) {
            named.put(names.get(c), values.get(c));
        }
        return named;
    }

    /** Whether a modality is there; the reason says why it is not. */
    public record ModalityJson(int frames, int validFrames, double share, Optional<String> reason) {
        /** Of each modality, by its name. */
        public static Map<String, ModalityJson> of(Map<String, ModalityAvailability> modalities) {
            Map<String, ModalityJson> presences = new LinkedHashMap<>();
            modalities.forEach((name, presence) -> presences.put(
                    name,
                    new ModalityJson(
                            presence.frames(),
                            presence.validFrames(),
                            presence.share(),
                            presence instanceof ModalityAvailability.Missing absent
                                    ? Optional.of(absent.reason())
                                    : Optional.empty())));
            return presences;
        }
    }

    /**
     * What made an answer, as JSON has it.
     *
     * @param modalities of each as a whole
     * @param spans of stretches of time
     */
    record ExplanationJson(List<EffectJson> modalities, List<EffectJson> spans) {
        /** Effects on each output by its name; absent if there would be no answer without. */
        record EffectJson(String modality, double begin, double end, Optional<Map<String, Double>> effects) {}

        static ExplanationJson of(Explanation explanation, Task task) {
            return new ExplanationJson(of(explanation.modalities(), task), of(explanation.spans(), task));
        }

        private static List<EffectJson> of(List<Explanation.Effect> effects, Task task) {
            return effects.stream()
                    .map(effect -> new EffectJson(
                            effect.modality(),
                            effect.begin(),
                            effect.end(),
                            effect.outputs().map(values -> named(task.outputNames(), values))))
                    .toList();
        }
    }

    /** The share of speech in the recording's time, and each utterance. */
    public record SpeechJson(double share, List<SpeechSegment> utterances) {}

    /** A window, from {@code begin} to {@code end} in seconds; nothing is said where there is no prediction. */
    public record Window(
            double begin, double end, Optional<PredictionJson> said, Map<String, ModalityJson> modalities) {
        /** A window of a model's task. */
        public static Window of(WindowRecognition window, Task task) {
            return new Window(
                    window.begin(),
                    window.end(),
                    window.prediction().map(prediction -> PredictionJson.of(prediction, task)),
                    ModalityJson.of(window.modalities()));
        }
    }

    public static RecognitionJson of(Recognition answer) {
        return new RecognitionJson(
                SCHEMA_VERSION,
                answer.clip(),
                answer.seconds(),
                PredictionJson.of(answer.prediction(), answer.task()),
                ModalityJson.of(answer.modalities()),
                answer.faces(),
                PersonJson.of(answer),
                answer.timeline().stream()
                        .map(window -> Window.of(window, answer.task()))
                        .toList(),
                answer.isOfNoModalityAlone() ? Optional.of(true) : Optional.empty(),
                answer.explanation().map(explanation -> ExplanationJson.of(explanation, answer.task())),
                answer.speech().map(speech -> new SpeechJson(speech.share(), speech.utterances())));
    }
}
