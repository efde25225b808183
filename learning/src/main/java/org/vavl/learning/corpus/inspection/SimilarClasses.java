package org.vavl.learning.corpus.inspection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;

/** Classes that are most likely meant to be the same: their names differ in case, or in spaces and what stands for them, alone. */
public final class SimilarClasses {
    private SimilarClasses() {}

    /**
     * Says which there are, and how they could be merged on import: into the spelling that most clips have.
     *
     * @param labels of all clips
     * @return empty if there are none
     */
    public static Optional<String> warning(Task task, Collection<Labels> labels) {
        if (!(task instanceof Task.Classification classification)) {
            return Optional.empty();
        }
        Map<String, List<String>> byLetters = new TreeMap<>();
        classification.labels().stream().sorted().forEach(name -> byLetters
                .computeIfAbsent(letters(name), key -> new ArrayList<>())
                .add(name));
        byLetters.values().removeIf(names -> names.size() < 2);
        if (byLetters.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Integer> clips = new HashMap<>();
        labels.forEach(one -> one.classes().keySet().forEach(name -> clips.merge(name, 1, Integer::sum)));
        List<String> merged = new ArrayList<>();
        byLetters.values().forEach(names -> {
            String kept = names.stream()
                    .max(Comparator.comparingInt((String name) -> clips.getOrDefault(name, 0))
                            .thenComparing(Comparator.naturalOrder()))
                    .orElseThrow();
            names.stream().filter(name -> !name.equals(kept)).forEach(name -> merged.add(name + "=" + kept));
        });
        return Optional.of("classes differ in case or spaces only: "
                + byLetters.values().stream()
                        .map(names -> names.stream().map(SimilarClasses::shown).collect(Collectors.joining(", ")))
                        .collect(Collectors.joining("; "))
                + " (merge with --option '" + "merge=" + String.join(",", merged) + "' on import)");
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Z}_-]+", "");
    }

    private static String shown(String name) {
        return name.matches(".*[\\s\\p{Z}].*") ? "'" + name + "'" : name;
    }
}
