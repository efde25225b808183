package org.vavl.core.clip;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.vavl.core.VavlException;

/** What is to be learnt of the labels. A model's architecture does not change with it, only its last layer and the loss. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Task.Classification.class, name = "classification"),
    @JsonSubTypes.Type(value = Task.Regression.class, name = "regression")
})
public sealed interface Task {
    /** The most classes or attributes that a task may have. */
    int MOST_OUTPUTS = 1000;

    /** C, the number of outputs. */
    int outputs();

    /** What the outputs are called, in their order. */
    List<String> outputNames();

    /**
     * What a model should say of a clip.
     *
     * @param labels the clip's
     * @return C values: for classification a distribution over the classes, for regression the attributes on their own scales;
     *     empty if the clip has no labels for this task
     * @throws VavlException if the clip has a class that is not among the task's, or a value out of its range
     */
    Optional<float[]> target(Labels labels);

    /**
     * One class of several.
     *
     * @param labels the classes' names, at least two, none twice
     * @param softLabels whether the share of votes of each class is learnt, or only which class has the most
     */
    record Classification(List<String> labels, boolean softLabels) implements Task {
        /** Copies and checks the names. */
        public Classification {
            labels = List.copyOf(labels);
            requireDistinct("classification", labels, 2);
        }

        @Override
        public int outputs() {
            return labels.size();
        }

        @Override
        public List<String> outputNames() {
            return labels;
        }

        /** As {@link Task#target}; of classes with equally many votes the first one, in the task's order, has the most. */
        @Override
        public Optional<float[]> target(Labels clip) {
            float[] votes = new float[labels.size()];
            double sum = 0;
            for (var entry : clip.classes().entrySet()) {
                if (entry.getValue() > 0) {
                    votes[indexOf(entry.getKey())] = entry.getValue().floatValue();
                    sum += entry.getValue();
                }
            }
            return sum == 0 ? Optional.empty() : Optional.of(softLabels ? shares(votes, sum) : winner(votes));
        }

        private int indexOf(String name) {
            int index = labels.indexOf(name);
            if (index < 0) {
                throw new VavlException("class '" + name + "' is not one of the task's: " + String.join(", ", labels));
            }
            return index;
        }

        private static float[] shares(float[] votes, double sum) {
            for (int c = 0; c < votes.length; c++) {
                votes[c] /= (float) sum;
            }
            return votes;
        }

        private static float[] winner(float[] votes) {
            int best = 0;
            for (int c = 1; c < votes.length; c++) {
                best = votes[c] > votes[best] ? c : best;
            }
            float[] target = new float[votes.length];
            target[best] = 1;
            return target;
        }
    }

    /**
     * The values of attributes.
     *
     * @param attributes at least one, no name twice
     */
    record Regression(List<Attribute> attributes) implements Task {
        /** Copies and checks the attributes. */
        public Regression {
            attributes = List.copyOf(attributes);
            requireDistinct(
                    "regression", attributes.stream().map(Attribute::name).toList(), 1);
        }

        @Override
        public int outputs() {
            return attributes.size();
        }

        @Override
        public List<String> outputNames() {
            return attributes.stream().map(Attribute::name).toList();
        }

        @Override
        public Optional<float[]> target(Labels clip) {
            float[] target = new float[attributes.size()];
            for (int c = 0; c < target.length; c++) {
                Attribute attribute = attributes.get(c);
                Double value = clip.attributes().get(attribute.name());
                if (value == null) {
                    return Optional.empty();
                }
                target[c] = (float) attribute.requireInRange(value);
            }
            return Optional.of(target);
        }
    }

    /**
     * A quantity that people rated, such as arousal from 1 to 5.
     *
     * @param name such as {@code arousal}
     * @param minimum the smallest rating
     * @param maximum the largest rating, above the smallest
     */
    record Attribute(String name, double minimum, double maximum) {
        /** Checks the range. */
        public Attribute {
            if (name.isBlank() || !(minimum < maximum)) {
                throw new IllegalArgumentException("attribute '" + name + "' ranges from " + minimum + " to " + maximum
                        + ": it needs a name, and a maximum above its minimum");
            }
        }

        /** The middle of the range. */
        public double middle() {
            return (minimum + maximum) / 2;
        }

        /** Half of the range's width, above 0. */
        public double halfRange() {
            return (maximum - minimum) / 2;
        }

        /** In which third of the range a value is: 0, 1 or 2; a value outside of it is in the nearest. */
        public int third(double value) {
            double position = (value - minimum) / (maximum - minimum);
            return (int) Math.max(0, Math.min(2, Math.floor(3 * position)));
        }

        double requireInRange(double value) {
            if (value < minimum || value > maximum) {
                throw new VavlException(name + " is " + value + ", and must be from " + minimum + " to " + maximum);
            }
            return value;
        }
    }

    private static void requireDistinct(String type, List<String> names, int atLeast) {
        if (names.size() > MOST_OUTPUTS) {
            throw new IllegalArgumentException(type + " of " + names.size() + " outputs: has at most " + MOST_OUTPUTS);
        }
        if (names.size() < atLeast
                || new HashSet<>(names).size() != names.size()
                || names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    type + " of " + names + ": needs at least " + atLeast + " different names, none of them blank");
        }
    }
}
