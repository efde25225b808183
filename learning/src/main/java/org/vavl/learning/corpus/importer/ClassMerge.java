package org.vavl.learning.corpus.importer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Labels;
import org.vavl.core.configuration.NearestName;

/** Classes that are taken for others: {@code calm=neutral} makes calm clips neutral ones. */
final class ClassMerge {
    /** The option's name and what it does. */
    static final String OPTION = "merge";

    static final String HELP = "takes classes for others, such as calm=neutral; several with commas";

    private final Map<String, String> others = new LinkedHashMap<>();

    private ClassMerge() {}

    static ClassMerge of(ImportOptions options, List<String> classes) {
        ClassMerge merge = new ClassMerge();
        options.pairs(OPTION).forEach((from, to) -> {
            for (String name : List.of(from, to)) {
                if (!classes.contains(name)) {
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

    List<String> classes(List<String> classes) {
        return classes.stream().filter(name -> !others.containsKey(name)).toList();
    }

    Labels labels(Labels labels) {
        Map<String, Double> classes = new LinkedHashMap<>();
        labels.classes().forEach((name, votes) -> classes.merge(others.getOrDefault(name, name), votes, Double::sum));
        return new Labels(classes, labels.attributes());
    }

    /** What was done, for the corpus's notes; nothing if nothing was. */
    List<String> notes() {
        return others.entrySet().stream()
                .map(entry -> "class " + entry.getKey() + " taken for " + entry.getValue())
                .toList();
    }
}
