package org.vavl.learning.fusion;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vavl.recognition.inference.Evidence;
import org.vavl.recognition.inference.NetworkOutput;

/**
 * What a network's heads say of one clip, of which some frames may be hidden. The arrays are not copied and must not be changed.
 *
 * @param clip the clip's id
 * @param speaker who speaks
 * @param level how much of each modality was to be left, by its name; examples of the same level are measured together
 * @param output of the network
 * @param target C values as the task has them
 */
@SuppressWarnings("ArrayRecordComponent") // numbers as the metrics take them; examples are never compared
public record FusionExample(
        String clip, String speaker, Map<String, Double> level, NetworkOutput output, float[] target) {
    /** Copies the map, whose order is kept. */
    public FusionExample {
        level = Collections.unmodifiableMap(new LinkedHashMap<>(level));
    }

    /** How much of each modality is left. */
    public Evidence evidence() {
        return output.evidence();
    }

    /** By the head's name, C logits, or C values on the network's scale. */
    public Map<String, float[]> outputs() {
        return output.heads();
    }

    /** Whether nothing of the modalities that are left was hidden. */
    public boolean isWhole() {
        return level.values().stream().allMatch(share -> share == 1);
    }
}
