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
 * @param embeddings by the head's name, D values: what the head's output layers are given; empty if the network does not tell
 */
public record NetworkOutput(Evidence evidence, Map<String, float[]> heads, Map<String, float[]> embeddings) {
    /** Copies the maps, whose order is kept. */
    public NetworkOutput {
        heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
        embeddings = Collections.unmodifiableMap(new LinkedHashMap<>(embeddings));
    }

    /** Of a network that tells no embeddings. */
    public NetworkOutput(Evidence evidence, Map<String, float[]> heads) {
        this(evidence, heads, Map.of());
    }
}
