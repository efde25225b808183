package org.vavl.core.clip;

import java.util.Map;

/**
 * What people said of a clip. A corpus may have classes, attributes or both; a {@link Task} picks from them.
 *
 * @param classes how much each class was voted for, by name, none below 0: one class with 1, a distribution, or counts of votes
 * @param attributes the value of each attribute by name, such as {@code arousal}
 */
public record Labels(Map<String, Double> classes, Map<String, Double> attributes) {
    /** Copies both and checks that the values are numbers. */
    public Labels {
        classes = Map.copyOf(classes);
        attributes = Map.copyOf(attributes);
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
    }

    /** One class and nothing else. */
    public static Labels ofClass(String name) {
        return new Labels(Map.of(name, 1.0), Map.of());
    }
}
