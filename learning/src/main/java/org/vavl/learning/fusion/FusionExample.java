package org.vavl.learning.fusion;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vavl.recognition.inference.Evidence;

/**
 * What a network's heads say of one clip, of which some frames may be hidden. The arrays are not copied and must not be changed.
 *
 * @param evidence how much of each modality is left
 * @param level how much of each modality was to be left, by its name; examples of the same level are measured together
 * @param outputs by the head's name, C logits, or C values on the network's scale
 * @param target C values as the task has them
 */
@SuppressWarnings("ArrayRecordComponent") // numbers as the metrics take them; examples are never compared
public record FusionExample(
        Evidence evidence, Map<String, Double> level, Map<String, float[]> outputs, float[] target) {
    /** Copies the maps, whose order is kept. */
    public FusionExample {
        level = Collections.unmodifiableMap(new LinkedHashMap<>(level));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
}
