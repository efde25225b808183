package org.vavl.learning.training.run;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;

/** Clips of a corpus that has other classes than a model's task, as that task sees them. */
final class KnownClasses {
    private KnownClasses() {}

    /** The clip without votes for classes that the task lacks; empty if one of those has the most. */
    static Optional<Clip> of(Task task, Clip clip) {
        if (lacking(task, clip).isPresent()) {
            return Optional.empty();
        }
        if (!(task instanceof Task.Classification classification)
                || classification.labels().containsAll(clip.labels().allClasses())) {
            return Optional.of(clip);
        }
        Labels labels = clip.labels().mapClasses(classes -> {
            Map<String, Double> votes = new HashMap<>(classes);
            votes.keySet().retainAll(classification.labels());
            return votes;
        });
        return Optional.of(new Clip(clip.id(), clip.speaker(), labels, clip.traits(), clip.features()));
    }

    /** How many clips are of each class that the task lacks. */
    static Map<String, Integer> lacking(Task task, List<Clip> clips) {
        Map<String, Integer> counts = new TreeMap<>();
        clips.forEach(clip -> lacking(task, clip).ifPresent(name -> counts.merge(name, 1, Integer::sum)));
        return counts;
    }

    /** The class with the most votes, if the task lacks it and none of the task's has as many. */
    private static Optional<String> lacking(Task task, Clip clip) {
        if (!(task instanceof Task.Classification classification)) {
            return Optional.empty();
        }
        return clip.labels().classes().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .max(Comparator.comparingDouble((Map.Entry<String, Double> entry) -> entry.getValue())
                        .thenComparing(entry -> classification.labels().contains(entry.getKey()))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .filter(name -> !classification.labels().contains(name));
    }
}
