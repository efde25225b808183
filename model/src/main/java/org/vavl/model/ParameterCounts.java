package org.vavl.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vavl.core.clip.Modality;
import org.vavl.nn.ParameterPath;

/**
 * How many numbers the parts of a network hold.
 *
 * @param parts by the part's place in the tree of parameters: two levels for what a modality has of its own, one for the rest
 */
public record ParameterCounts(Map<String, Long> parts) {
    /** Counts a network's parameters. */
    public static ParameterCounts of(EmotionModel network) {
        Set<String> modalities =
                network.modalities().stream().map(Modality::name).collect(Collectors.toSet());
        Map<String, Long> parts = new LinkedHashMap<>();
        network.parameters().root().children().forEach((name, place) -> {
            if (modalities.contains(name) && !place.children().isEmpty()) {
                place.children().values().forEach(part -> add(part, parts));
            } else {
                add(place, parts);
            }
        });
        return new ParameterCounts(parts);
    }

    private static void add(ParameterPath part, Map<String, Long> parts) {
        long count = part.count();
        if (count > 0) {
            parts.put(part.name(), count);
        }
    }

    /** All together. */
    public long total() {
        return parts.values().stream().mapToLong(Long::longValue).sum();
    }
}
