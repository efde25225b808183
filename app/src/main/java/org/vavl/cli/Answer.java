package org.vavl.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.corpus.Task;
import org.vavl.inference.Prediction;

/**
 * What {@code predict} says of a clip.
 *
 * @param clip the file that was asked about
 * @param emotion the class, where classes are told apart
 * @param outputs the probability of each class, or the value of each attribute
 * @param answeredBy the heads whose answer this is
 * @param reason why these answer
 * @param heads what each head says
 */
record Answer(
        String clip,
        Optional<String> emotion,
        Map<String, Double> outputs,
        List<String> answeredBy,
        String reason,
        Map<String, Map<String, Double>> heads) {
    static Answer of(String clip, Prediction prediction, Task task) {
        List<String> names = task.outputNames();
        Map<String, Map<String, Double>> heads = new LinkedHashMap<>();
        prediction.heads().forEach((head, values) -> heads.put(head, named(names, values)));
        return new Answer(
                clip,
                task instanceof Task.Classification ? Optional.of(names.get(prediction.largest())) : Optional.empty(),
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
