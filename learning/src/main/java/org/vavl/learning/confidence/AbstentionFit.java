package org.vavl.learning.confidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vavl.core.clip.Prediction;
import org.vavl.learning.fusion.FusionExample;
import org.vavl.learning.metrics.Probabilities;
import org.vavl.recognition.inference.Abstention;
import org.vavl.recognition.inference.Abstention.SelectiveRisk;
import org.vavl.recognition.inference.Abstention.StateThreshold;

/**
 * Finds for each set of modalities the lowest probability for which the share of wrong answers is at most a stated risk, both of clips as they are and
 * of those with frames hidden. What is unlike the training data is not answered whatever its probability.
 */
final class AbstentionFit {
    private AbstentionFit() {}

    /** An example, and what a model without abstention says of it. */
    record Answered(FusionExample example, Prediction prediction) {
        double probability() {
            return prediction.outputs().get(prediction.argmax());
        }

        boolean isWrong() {
            return prediction.argmax() != Probabilities.largest(example.target());
        }
    }

    /**
     * Finds thresholds.
     *
     * @param answered at least one
     */
    static Abstention of(double risk, List<Answered> answered) {
        Map<Set<String>, List<Answered>> byModalities = answered.stream()
                .collect(Collectors.groupingBy(
                        one -> Set.copyOf(one.example().evidence().modalities()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<StateThreshold> thresholds = new ArrayList<>();
        byModalities.forEach((modalities, some) -> thresholds.add(state(risk, modalities, some)));
        return new Abstention(
                risk,
                thresholds.stream()
                        .sorted(Comparator.comparing(
                                state -> state.modalities().stream().sorted().collect(Collectors.joining("+"))))
                        .toList());
    }

    private static StateThreshold state(double risk, Set<String> modalities, List<Answered> some) {
        List<Answered> whole =
                some.stream().filter(one -> one.example().isWhole()).toList();
        List<Answered> hidden =
                some.stream().filter(one -> !one.example().isWhole()).toList();
        NavigableMap<Double, SelectiveRisk> ofWhole = risks(whole);
        NavigableMap<Double, SelectiveRisk> ofHidden = risks(hidden);
        List<Double> candidates = some.stream()
                .map(Answered::probability)
                .distinct()
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
        candidates.add(0, 0.0);
        double threshold = candidates.stream()
                .filter(one -> at(ofWhole, one, whole.size()).risk() <= risk
                        && at(ofHidden, one, hidden.size()).risk() <= risk)
                .filter(one -> at(ofWhole, one, whole.size()).coverage()
                                + at(ofHidden, one, hidden.size()).coverage()
                        > 0)
                .findFirst()
                .orElse(Abstention.NOTHING);
        return new StateThreshold(
                modalities, threshold, at(ofWhole, threshold, whole.size()), at(ofHidden, threshold, hidden.size()));
    }

    /** What each probability that occurs does as a threshold. */
    private static NavigableMap<Double, SelectiveRisk> risks(List<Answered> some) {
        NavigableMap<Double, SelectiveRisk> risks = new TreeMap<>();
        int count = 0;
        int wrong = 0;
        List<Answered> sorted = some.stream()
                .filter(one -> one.prediction().unsure().isEmpty())
                .sorted(Comparator.comparingDouble(Answered::probability).reversed())
                .toList();
        for (Answered one : sorted) {
            count++;
            wrong += one.isWrong() ? 1 : 0;
            risks.put(
                    one.probability(),
                    new SelectiveRisk(some.size(), (double) count / some.size(), (double) wrong / count));
        }
        return risks;
    }

    private static SelectiveRisk at(NavigableMap<Double, SelectiveRisk> risks, double threshold, int clips) {
        Map.Entry<Double, SelectiveRisk> entry = risks.ceilingEntry(threshold);
        return entry == null ? new SelectiveRisk(clips, 0, 0) : entry.getValue();
    }
}
