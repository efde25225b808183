package org.vavl.recognition.inference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a network outputs for one clip.
 *
 * @param evidence how much of each modality the clip has
 * @param heads by the head's name, for each head that applies, C values: logits of classes, or attributes on the network's scale, where
 *     −1 and 1 are the ends of an attribute's range
 */
public record NetworkOutput(Evidence evidence, Map<String, float[]> heads) {
    /** Copies the map, whose order is kept. */
    public NetworkOutput {
        heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
    }
}
