package org.vavl.recognition.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.vavl.core.clip.Task;

/**
 * The heads' weights for clips that have certain modalities.
 *
 * @param modalities the names of the modalities that these clips have, at least one; exponents are of none but these
 * @param heads the heads that count, at least one, none twice, not all of weight 0
 */
public record FusionState(Set<String> modalities, List<HeadWeight> heads) {
    /** A head that counts for less than this share of all weights is not named as one that answers. */
    private static final double LEAST_NAMED_SHARE = 0.01;

    /** Copies the collections and checks them. */
    public FusionState {
        modalities = Set.copyOf(modalities);
        heads = List.copyOf(heads);
        long different = heads.stream().map(HeadWeight::head).distinct().count();
        Set<String> known = modalities;
        if (modalities.isEmpty()
                || !heads.stream()
                        .allMatch(head -> known.containsAll(head.exponents().keySet()))
                || different < heads.size()
                || heads.stream().noneMatch(head -> head.weight() > 0)) {
            throw new IllegalArgumentException(
                    "state of modalities " + modalities + " with weights " + heads
                            + ": needs a modality, heads of which none is there twice and one has a weight above 0, and exponents of these modalities");
        }
    }

    /** The names of the heads that have weights. */
    public List<String> headNames() {
        return heads.stream().map(HeadWeight::head).toList();
    }

    /**
     * The final prediction of a clip.
     *
     * @param outputs by the head's name, C logits, or C values on the network's scale
     * @param evidence how much of each modality the clip has
     * @param task what is predicted
     * @return C probabilities, or C values in the attributes' units
     */
    public List<Double> fuse(Map<String, float[]> outputs, Evidence evidence, Task task) {
        double[] sum = new double[task.outputs()];
        double weights = 0;
        for (HeadWeight head : heads) {
            float[] values = Objects.requireNonNull(outputs.get(head.head()), head.head());
            double weight = head.at(evidence);
            weights += weight;
            IntStream.range(0, sum.length).forEach(c -> sum[c] += weight * values[c]);
        }
        if (task instanceof Task.Regression regression) {
            double whole = weights;
            return IntStream.range(0, sum.length)
                    .mapToObj(c -> regression.attributes().get(c).middle()
                            + sum[c] / whole * regression.attributes().get(c).halfRange())
                    .toList();
        }
        return TemperatureScaling.softmaxOf(sum);
    }

    /** The heads that count, in the order of their names here. */
    List<String> answering(Evidence evidence) {
        double all = heads.stream().mapToDouble(head -> head.at(evidence)).sum();
        List<String> answering = new ArrayList<>();
        for (HeadWeight head : heads) {
            if (head.at(evidence) >= LEAST_NAMED_SHARE * all) {
                answering.add(head.head());
            }
        }
        return answering;
    }
}
