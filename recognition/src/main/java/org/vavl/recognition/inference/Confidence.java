package org.vavl.recognition.inference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.core.clip.Unsure;

/**
 * When a model's prediction is not to be relied on.
 *
 * @param densities where the embeddings of the training clips lie, by the head's name, of some heads or none
 * @param abstention how probable a class must be; empty if every probability will do
 */
public record Confidence(Map<String, EmbeddingDensity> densities, Optional<Abstention> abstention) {
    private static final Confidence NONE = new Confidence(Map.of(), Optional.empty());

    /** Copies the densities, sorted by head. */
    public Confidence {
        densities = Collections.unmodifiableMap(new TreeMap<>(densities));
    }

    /** Of a model that cannot tell when it is unsure, and so never is. */
    public static Confidence none() {
        return NONE;
    }

    /** Whether the model cannot tell. */
    public boolean isNone() {
        return densities.isEmpty() && abstention.isEmpty();
    }

    /** The same with a certain abstention. */
    public Confidence with(Abstention other) {
        return new Confidence(densities, Optional.of(other));
    }

    /** The same, for which every probability will do. */
    public Confidence withoutAbstention() {
        return new Confidence(densities, Optional.empty());
    }

    /**
     * Says of a prediction whether it is to be relied on.
     *
     * @param prediction made of the network's output
     * @param output of the network for the same clip; heads of which it tells no embedding are not asked how far that is
     * @return the prediction, or the same as unsure
     */
    Prediction judge(Prediction prediction, NetworkOutput output, Task task) {
        if (isNone() || !(task instanceof Task.Classification)) {
            return prediction;
        }
        List<Unsure.Cause> causes = new ArrayList<>(unlike(prediction, output));
        abstention.ifPresent(rule -> causes.addAll(improbable(rule, prediction, output.evidence(), task)));
        return causes.isEmpty() ? prediction : prediction.unsure(new Unsure(causes));
    }

    /** A cause for each head that answers of an embedding that is unlike those of the training clips. */
    private List<Unsure.Cause> unlike(Prediction prediction, NetworkOutput output) {
        List<Unsure.Cause> causes = new ArrayList<>();
        for (String head : prediction.selectedHeads()) {
            EmbeddingDensity density = densities.get(head);
            float[] embedding = output.embeddings().get(head);
            if (density != null && embedding != null && density.isUnlike(embedding)) {
                causes.add(new Unsure.Cause(
                        Unsure.Reason.UNLIKE_TRAINING,
                        String.format(
                                Locale.ROOT,
                                "what the %s head sees is unlike the training data: at a distance of %.1f, beyond %.1f",
                                head,
                                density.distance(embedding),
                                density.threshold())));
            }
        }
        return causes;
    }

    private static List<Unsure.Cause> improbable(Abstention rule, Prediction prediction, Evidence evidence, Task task) {
        double probability = prediction.outputs().get(prediction.argmax());
        if (probability >= rule.threshold(evidence.modalities())) {
            return List.of();
        }
        List<Unsure.Cause> causes = new ArrayList<>();
        disagreement(prediction, task)
                .ifPresent(text -> causes.add(new Unsure.Cause(Unsure.Reason.HEADS_DISAGREE, text)));
        causes.add(new Unsure.Cause(Unsure.Reason.LOW_CONFIDENCE, tooLow(rule, probability, evidence)));
        return causes;
    }

    private static String tooLow(Abstention rule, double probability, Evidence evidence) {
        double threshold = rule.threshold(evidence.modalities());
        return threshold > 1
                ? String.format(
                        Locale.ROOT,
                        "with %s alone no answer is right often enough for a risk of %.0f %%",
                        String.join(" and ", evidence.modalities()),
                        100 * rule.risk())
                : String.format(
                        Locale.ROOT,
                        "a probability of %.2f is too low: a risk of at most %.0f %% takes %.2f",
                        probability,
                        100 * rule.risk(),
                        threshold);
    }

    /** What the heads that answer say each, where that is not one and the same. */
    private static Optional<String> disagreement(Prediction prediction, Task task) {
        Set<String> said = new LinkedHashSet<>();
        String text = prediction.selectedHeads().stream()
                .filter(prediction.heads()::containsKey)
                .map(head -> {
                    Prediction alone = new Prediction(
                            prediction.clip(),
                            Map.of(),
                            prediction.heads().getOrDefault(head, List.of()),
                            List.of(),
                            "");
                    String emotion = task.outputNames().get(alone.argmax());
                    said.add(emotion);
                    return head + " says " + emotion;
                })
                .collect(Collectors.joining(", "));
        return said.size() > 1 ? Optional.of("the heads disagree: " + text) : Optional.empty();
    }
}
