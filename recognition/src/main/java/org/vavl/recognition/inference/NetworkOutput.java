package org.vavl.recognition.inference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a network outputs for one clip.
 *
 * @param present the names of the modalities of which the clip has a valid frame, in the network's order
 * @param heads by the head's name, for each head that applies, C values: logits of classes, or attributes on the network's scale, where
 *     −1 and 1 are the ends of an attribute's range
 */
public record NetworkOutput(Set<String> present, Map<String, float[]> heads) {
    /** Copies the collections, whose order is kept. */
    public NetworkOutput {
        present = Collections.unmodifiableSet(new LinkedHashSet<>(present));
        heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
    }
}
