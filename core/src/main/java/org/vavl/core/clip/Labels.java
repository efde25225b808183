package org.vavl.core.clip;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What people said of a clip. A corpus may have classes, attributes or both; a {@link Task} picks from them.
 *
 * <p>Where raters heard the voice alone, or saw the face alone, and judged otherwise than of both together, the clip has labels for that modality, too: CREMA-D
 * has them of every clip, and so has speech with a face that was put to it.
 *
 * @param classes how much each class was voted for, by name, none below 0: one class with 1, a distribution, or counts of votes
 * @param attributes the value of each attribute by name, such as {@code arousal}
 * @param modalities what was said of one modality alone, by the modality's name; none of them has modalities again
 */
public record Labels(Map<String, Double> classes, Map<String, Double> attributes, Map<String, Labels> modalities) {
    /** Copies all and checks that the values are numbers. */
    public Labels {
        classes = Map.copyOf(classes);
        attributes = Map.copyOf(attributes);
        modalities = Map.copyOf(modalities);
        classes.forEach((name, votes) -> {
            if (!(votes >= 0) || votes.isInfinite()) {
                throw new IllegalArgumentException(
                        "class " + name + " has " + votes + " votes, and must have 0 or more");
            }
        });
        attributes.forEach((name, value) -> {
            if (value.isNaN() || value.isInfinite()) {
                throw new IllegalArgumentException("attribute " + name + " is " + value + ", and must be a number");
            }
        });
        modalities.forEach((name, labels) -> {
            if (!labels.modalities.isEmpty()) {
                throw new IllegalArgumentException(
                        "labels of modality " + name + " have modalities again: " + labels.modalities.keySet());
            }
        });
    }

    /** Labels of the clip as a whole. */
    public Labels(Map<String, Double> classes, Map<String, Double> attributes) {
        this(classes, attributes, Map.of());
    }

    /** One class and nothing else. */
    public static Labels ofClass(String name) {
        return new Labels(Map.of(name, 1.0), Map.of());
    }

    /** What was said of a modality alone; where nothing was, what was said of the clip. */
    public Labels of(Modality modality) {
        return modalities.getOrDefault(modality.name(), this);
    }

    /** The names of all classes that the clip or one of its modalities has. */
    public Set<String> allClasses() {
        Set<String> names = new TreeSet<>(classes.keySet());
        modalities.values().forEach(labels -> names.addAll(labels.classes.keySet()));
        return names;
    }

    /** The same with other classes, of the clip and of each modality. */
    public Labels mapClasses(UnaryOperator<Map<String, Double>> change) {
        Map<String, Labels> changed = new HashMap<>();
        modalities.forEach((name, labels) -> changed.put(name, labels.mapClasses(change)));
        return new Labels(change.apply(classes), attributes, changed);
    }
}
