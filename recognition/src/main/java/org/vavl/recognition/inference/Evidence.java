package org.vavl.recognition.inference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How much of each modality a clip has.
 *
 * @param validShares by the modality's name, in the network's order, for each that has a valid frame: the share of its frames that are
 *     valid, above 0 and at most 1
 */
public record Evidence(Map<String, Double> validShares) {
    /** Copies the map, whose order is kept, and checks the shares. */
    public Evidence {
        validShares = Collections.unmodifiableMap(new LinkedHashMap<>(validShares));
        validShares.forEach((modality, share) -> {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "the valid share of " + modality + " is " + share + ", and must be above 0 and at most 1");
            }
        });
    }

    /** The names of the modalities of which the clip has a valid frame, in the network's order. */
    public Set<String> modalities() {
        return validShares.keySet();
    }
}
