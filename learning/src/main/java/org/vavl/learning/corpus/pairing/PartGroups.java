package org.vavl.learning.corpus.pairing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.split.Split;
import org.vavl.learning.corpus.split.SplitRule;

/** Clips of a corpus by the parts that they are in: of one split, or of several partitions at once. */
final class PartGroups {
    private PartGroups() {}

    /**
     * By the parts of a split.
     *
     * @param name the partition's that the pairs get
     */
    static Map<Map<String, Part>, List<Clip>> of(String name, Split split) {
        Map<Map<String, Part>, List<Clip>> groups = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            groups.put(Map.of(name, part), split.clips(part));
        }
        return groups;
    }

    /**
     * By the part that clips are in in each partition; clips that are in none, and those without a class, are left out.
     *
     * @throws org.vavl.core.VavlException if the corpus lacks a partition, or one has an empty part
     */
    static Map<Map<String, Part>, List<Clip>> of(List<String> partitions, Corpus corpus, Task.Classification task) {
        partitions.forEach(name -> new SplitRule.Partition(name).split(corpus, task));
        Map<Map<String, Part>, List<Clip>> groups = new LinkedHashMap<>();
        for (Clip clip : corpus.clips()) {
            Map<String, Part> parts = new LinkedHashMap<>();
            for (String name : partitions) {
                Part part = corpus.partitions().getOrDefault(name, Map.of()).get(clip.id());
                if (part != null) {
                    parts.put(name, part);
                }
            }
            if (!parts.isEmpty() && LabelPairing.label(clip, task).isPresent()) {
                groups.computeIfAbsent(parts, key -> new ArrayList<>()).add(clip);
            }
        }
        return groups;
    }

    /** Of a distorted copy those where it is trained on, of any other clip all. */
    static Map<String, Part> allowed(Clip clip, Map<String, Part> parts) {
        Map<String, Part> allowed = new LinkedHashMap<>(parts);
        if (clip.isCopy()) {
            allowed.values().removeIf(part -> part != Part.TRAIN);
        }
        return allowed;
    }

    /** Such as {@code fold-1 test, fold-2 train}. */
    static String text(Map<String, Part> parts) {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + " " + part.getValue())
                .collect(Collectors.joining(", "));
    }
}
