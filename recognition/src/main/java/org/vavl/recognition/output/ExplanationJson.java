package org.vavl.recognition.output;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.Task;
import org.vavl.recognition.explanation.Explanation;

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
                        effect.outputs().map(values -> RecognitionJson.named(task.outputNames(), values))))
                .toList();
    }
}
