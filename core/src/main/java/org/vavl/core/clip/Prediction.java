package org.vavl.core.clip;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a model predicts for one clip.
 *
 * @param clip the clip's id
 * @param heads by the head's name, for each head that applies: C probabilities of classes, or C values in the attributes' units
 * @param outputs the final prediction: the selected head's, or the mean over several selected heads, calibrated as a whole where the model is
 * @param selectedHeads the names of the heads that make the final prediction
 * @param reason why these heads make it, in words
 * @param unsure why it is not to be relied on; empty if it is, or the model cannot tell
 */
public record Prediction(
        String clip,
        Map<String, List<Double>> heads,
        List<Double> outputs,
        List<String> selectedHeads,
        String reason,
        Optional<Unsure> unsure) {
    /** Copies the lists. */
    public Prediction {
        heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
        outputs = List.copyOf(outputs);
        selectedHeads = List.copyOf(selectedHeads);
    }

    /** One of a model that cannot tell when it is unsure, or that is sure. */
    public Prediction(
            String clip,
            Map<String, List<Double>> heads,
            List<Double> outputs,
            List<String> selectedHeads,
            String reason) {
        this(clip, heads, outputs, selectedHeads, reason, Optional.empty());
    }

    /** The same, not to be relied on. */
    public Prediction unsure(Unsure why) {
        return new Prediction(clip, heads, outputs, selectedHeads, reason, Optional.of(why));
    }

    /** The indices of the outputs, the largest output first; of equal ones the first. */
    public List<Integer> ranked() {
        return IntStream.range(0, outputs.size())
                .boxed()
                .sorted((one, other) -> Double.compare(outputs.get(other), outputs.get(one)))
                .toList();
    }

    /** The index of the largest output: the class, for classification. */
    public int argmax() {
        return argmax(outputs);
    }

    /** The index of the largest of some outputs; of equal ones the first. */
    public static int argmax(List<Double> outputs) {
        int best = 0;
        for (int c = 1; c < outputs.size(); c++) {
            best = outputs.get(c) > outputs.get(best) ? c : best;
        }
        return best;
    }
}
