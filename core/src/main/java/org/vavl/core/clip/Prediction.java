package org.vavl.core.clip;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model says of one clip.
 *
 * @param clip the clip's id
 * @param heads by the head's name, for each head that applies: C probabilities of classes, or C values in the attributes' units
 * @param answer the answer: what the answering head says, or the mean of what several say
 * @param answeredBy the names of the answering heads
 * @param reason why these answer, in words
 */
public record Prediction(
        String clip, Map<String, List<Double>> heads, List<Double> answer, List<String> answeredBy, String reason) {
    /** Copies the lists. */
    public Prediction {
        heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
        answer = List.copyOf(answer);
        answeredBy = List.copyOf(answeredBy);
    }

    /** Which output is the largest: the class, for classification. */
    public int largest() {
        int best = 0;
        for (int c = 1; c < answer.size(); c++) {
            best = answer.get(c) > answer.get(best) ? c : best;
        }
        return best;
    }
}
