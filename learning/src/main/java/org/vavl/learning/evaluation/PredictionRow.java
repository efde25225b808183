package org.vavl.learning.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.vavl.recognition.inference.Calibration;

/**
 * What the heads said of one clip. The arrays are not copied and must not be changed.
 *
 * @param clip the clip's id
 * @param speaker who speaks
 * @param modalities the names of the modalities that the clip has, in the corpus's order, at least one
 * @param target C values as the task has them
 * @param heads for each head that applies to the clip C values: probabilities, or values on the attributes' own scales
 * @param selectedHeads the heads whose mean is the answer, at least one, all of them in {@code heads}
 */
@SuppressWarnings("ArrayRecordComponent") // numbers as the metrics take them; rows are never compared
public record PredictionRow(
        String clip,
        String speaker,
        List<String> modalities,
        float[] target,
        Map<String, float[]> heads,
        List<String> selectedHeads) {
    /** Copies the collections and checks that the heads that answer are there, and that all have as many values. */
    public PredictionRow {
        modalities = List.copyOf(modalities);
        heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
        selectedHeads = List.copyOf(selectedHeads);
        if (modalities.isEmpty() || selectedHeads.isEmpty() || !heads.keySet().containsAll(selectedHeads)) {
            throw new IllegalArgumentException("clip " + clip + " with " + modalities + " is answered by "
                    + selectedHeads + " of " + heads.keySet() + ": needs a modality, and one of the heads");
        }
        for (var head : heads.entrySet()) {
            if (head.getValue().length != target.length) {
                throw new IllegalArgumentException("clip " + clip + ": head " + head.getKey() + " gives "
                        + head.getValue().length + " values, and the target has " + target.length);
            }
        }
    }

    /** The answer: for each output the mean of the answering heads' values; C values. */
    public float[] answer() {
        if (selectedHeads.size() == 1) {
            return output(selectedHeads.get(0));
        }
        float[] answer = new float[target.length];
        for (int c = 0; c < answer.length; c++) {
            double sum = 0;
            for (String head : selectedHeads) {
                sum += output(head)[c];
            }
            answer[c] = (float) (sum / selectedHeads.size());
        }
        return answer;
    }

    /** The same with each head's probabilities scaled. */
    PredictionRow scaled(Calibration calibration) {
        Map<String, float[]> scaled = new LinkedHashMap<>();
        heads.forEach((head, probabilities) ->
                scaled.put(head, calibration.of(head).probabilities(logarithms(probabilities))));
        return new PredictionRow(clip, speaker, modalities, target, scaled, selectedHeads);
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
