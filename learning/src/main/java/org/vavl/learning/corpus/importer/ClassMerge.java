package org.vavl.learning.corpus.importer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Labels;
import org.vavl.core.configuration.NearestName;
import org.vavl.learning.corpus.folder.ClipEntry;

/**
 * Classes that are taken for others, or for none: {@code calm=neutral} makes calm clips neutral ones, {@code disgust=} leaves out the clips of
 * which most raters said disgust, and the votes for it of the others.
 */
final class ClassMerge {
    /** The option's name and what it does. */
    static final String OPTION = "merge";

    static final String HELP =
            "takes classes for others, such as calm=neutral, or drops them, such as disgust=; several with" + " commas";

    private static final String DROPPED = "";

    private final Map<String, String> others = new LinkedHashMap<>();

    private ClassMerge() {}

    static ClassMerge of(ImportOptions options, List<String> classes) {
        ClassMerge merge = new ClassMerge();
        options.pairsOrNames(OPTION).forEach((from, to) -> {
            for (String name : List.of(from, to)) {
                if (!classes.contains(name) && !name.isEmpty()) {
                    throw new VavlException(
                            "option merge names the class '" + name + "': " + NearestName.hint(name, classes));
                }
            }
            merge.others.put(from, to);
        });
        for (String from : merge.others.keySet()) {
            if (merge.others.containsValue(from)) {
                throw new VavlException("option merge takes " + from + " for another class, and another for " + from);
            }
        }
        return merge;
    }

    /** @throws VavlException if fewer than two are left */
    List<String> classes(List<String> classes) {
        List<String> left =
                classes.stream().filter(name -> !others.containsKey(name)).toList();
        if (!others.isEmpty() && left.size() < 2) {
            throw new VavlException("option merge leaves the classes " + left + ", and must leave two at least");
        }
        return left;
    }

    /** The clip's labels; empty if it is left out. */
    Optional<Labels> labels(Labels labels) {
        Labels merged = labels.mapClasses(this::classes);
        double dropped = merged.classes().getOrDefault(DROPPED, 0.0);
        double most = merged.classes().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(DROPPED))
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElse(0);
        return dropped > 0 && dropped >= most
                ? Optional.empty()
                : Optional.of(merged.mapClasses(ClassMerge::withoutDropped));
    }

    private Map<String, Double> classes(Map<String, Double> votes) {
        Map<String, Double> classes = new LinkedHashMap<>();
        votes.forEach((name, share) -> classes.merge(others.getOrDefault(name, name), share, Double::sum));
        return classes;
    }

    private static Map<String, Double> withoutDropped(Map<String, Double> votes) {
        Map<String, Double> classes = new LinkedHashMap<>(votes);
        classes.remove(DROPPED);
        return classes;
    }

    /** The clip with its labels; empty if it is left out. */
    Optional<ClipEntry> entry(ClipEntry clip) {
        return labels(clip.labels())
                .map(labels -> new ClipEntry(clip.id(), clip.speaker(), labels, clip.traits(), clip.partitions()));
    }

    /** What was done, for the corpus's notes; nothing if nothing was. */
    List<String> notes() {
        return others.entrySet().stream()
                .map(entry -> "class " + entry.getKey()
                        + (entry.getValue().equals(DROPPED) ? " left out" : " taken for " + entry.getValue()))
                .toList();
    }
}
