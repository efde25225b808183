package org.vavl.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vavl.core.clip.Modality;

/**
 * How many numbers the parts of a network hold.
 *
 * @param parts by the part's name, which is how its parameters' names begin: two levels for what a modality has of its own, one
 *     for the rest
 */
public record ParameterCounts(Map<String, Long> parts) {
    /** Counts a network's parameters. */
    public static ParameterCounts of(EmotionModel network) {
        Set<String> modalities =
                network.modalities().stream().map(Modality::name).collect(Collectors.toSet());
        Map<String, Long> parts = new LinkedHashMap<>();
        network.parameters()
                .parameters(name -> true)
                .forEach((name, parameter) -> parts.merge(part(name, modalities), parameter.numel(), Long::sum));
        return new ParameterCounts(parts);
    }

    private static String part(String parameter, Set<String> modalities) {
        String[] levels = parameter.split("\\.", 3);
        return modalities.contains(levels[0]) && levels.length > 1 ? levels[0] + "." + levels[1] : levels[0];
    }

    /** All together. */
    public long total() {
        return parts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Those of the parts whose names are or begin with the given ones. */
    public long sumOf(List<String> names) {
        return parts.entrySet().stream()
                .filter(part -> names.stream().anyMatch(name -> (part.getKey() + ".").startsWith(name + ".")))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
