package org.vavl.learning.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.vavl.core.clip.Unsure;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.Evidence;
import org.vavl.recognition.inference.TemperatureScaling;

/**
 * What the heads said of one clip. The arrays are not copied and must not be changed.
 *
 * @param clip the clip's id
 * @param speaker who speaks
 * @param evidence how much of each modality the clip has, at least one
 * @param target C values as the task has them
 * @param heads for each head that applies to the clip C values: probabilities, or values on the attributes' own scales
 * @param selectedHeads the heads whose mean is the answer, at least one, all of them in {@code heads}
 * @param answer C values: the answering head's or, of several, their mean, calibrated as a whole where the model is
 * @param unsure why the answer is not to be relied on; empty if it is, or the model cannot tell
 */
@SuppressWarnings("ArrayRecordComponent") // numbers as the metrics take them; rows are never compared
public record PredictionRow(
        String clip,
        String speaker,
        Evidence evidence,
        float[] target,
        Map<String, float[]> heads,
        List<String> selectedHeads,
        float[] answer,
        Optional<Unsure> unsure) {
    /** Copies the collections and checks that the heads that answer are there, and that all have as many values. */
    public PredictionRow {
        heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
        selectedHeads = List.copyOf(selectedHeads);
        if (evidence.modalities().isEmpty()
                || selectedHeads.isEmpty()
                || !heads.keySet().containsAll(selectedHeads)) {
            throw new IllegalArgumentException("clip " + clip + " with " + evidence.modalities() + " is answered by "
                    + selectedHeads + " of " + heads.keySet() + ": needs a modality, and one of the heads");
        }
        if (answer.length != target.length) {
            throw new IllegalArgumentException(
                    "clip " + clip + ": " + answer.length + " values, and the target has " + target.length);
        }
        for (var head : heads.entrySet()) {
            if (head.getValue().length != target.length) {
                throw new IllegalArgumentException("clip " + clip + ": head " + head.getKey() + " gives "
                        + head.getValue().length + " values, and the target has " + target.length);
            }
        }
    }

    /** An answer of a model without calibration: the mean of what the selected heads say of a clip that has all frames of some modalities. */
    public PredictionRow(
            String clip,
            String speaker,
            List<String> modalities,
            float[] target,
            Map<String, float[]> heads,
            List<String> selectedHeads) {
        this(
                clip,
                speaker,
                whole(modalities),
                target,
                heads,
                selectedHeads,
                mean(selectedHeads, heads, target.length),
                Optional.empty());
    }

    private static Evidence whole(List<String> modalities) {
        Map<String, Double> shares = new LinkedHashMap<>();
        modalities.forEach(modality -> shares.put(modality, 1.0));
        return new Evidence(shares);
    }

    /** The names of the modalities that the clip has, in the corpus's order. */
    public List<String> modalities() {
        return List.copyOf(evidence.modalities());
    }

    private static float[] mean(List<String> selected, Map<String, float[]> heads, int outputs) {
        float[] mean = new float[outputs];
        if (selected.isEmpty() || !heads.keySet().containsAll(selected)) {
            return mean;
        }
        List<float[]> said = selected.stream()
                .map(head -> Objects.requireNonNull(heads.get(head), head))
                .filter(values -> values.length == outputs)
                .toList();
        for (int c = 0; c < outputs; c++) {
            double sum = 0;
            for (float[] values : said) {
                sum += values[c];
            }
            mean[c] = (float) (sum / said.size());
        }
        return mean;
    }

    /** The mean of what some heads say, which must all apply to the clip. */
    float[] mean(List<String> some) {
        return mean(some, heads, target.length);
    }

    /** The same with each head's probabilities scaled, and with them the answer. */
    PredictionRow scaled(Calibration calibration) {
        Map<String, float[]> scaled = new LinkedHashMap<>();
        heads.forEach((head, probabilities) ->
                scaled.put(head, calibration.of(head, evidence).probabilities(logarithms(probabilities))));
        Optional<TemperatureScaling> own =
                selectedHeads.size() == 1 ? Optional.empty() : calibration.ofSelection(selectedHeads, evidence);
        float[] answered = own.map(scaling -> scaling.probabilities(logarithms(answer)))
                .orElseGet(() -> mean(selectedHeads, scaled, target.length));
        return new PredictionRow(clip, speaker, evidence, target, scaled, selectedHeads, answered, unsure);
    }

    /** ln of probabilities; of those that are 0 in single precision, of the smallest one above 0. */
    static float[] logarithms(float[] probabilities) {
        float[] logarithms = new float[probabilities.length];
        for (int c = 0; c < logarithms.length; c++) {
            logarithms[c] = (float) Math.log(Math.max(probabilities[c], Float.MIN_NORMAL));
        }
        return logarithms;
    }

    /** What a head says, which must apply to the clip. */
    float[] output(String head) {
        return Objects.requireNonNull(heads.get(head), head);
    }
}
