package org.vavl.learning.corpus.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;

/** A clip's target as one of a few classes. */
final class TargetClasses {
    private TargetClasses() {}

    /** The class with the most votes; the first of those with equally many. */
    static Optional<String> mostVoted(Task.Classification task, Clip clip) {
        return task.target(clip.labels()).map(target -> task.labels().get(largest(target)));
    }

    /** Whether the most votes are shared by several classes. */
    static boolean isTied(Labels labels) {
        List<Double> votes = new ArrayList<>(labels.classes().values());
        double most = votes.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return most > 0 && votes.stream().filter(vote -> vote == most).count() > 1;
    }

    /** How many classes {@link #indexOf} knows. */
    static int count(Task task) {
        return task instanceof Task.Classification ? task.outputs() : 3;
    }

    /**
     * The class's index: of a classification the most voted, of a regression the third of the first attribute's range.
     *
     * @return empty if the clip has no target
     */
    static OptionalInt indexOf(Task task, Clip clip) {
        Optional<float[]> target = task.target(clip.labels());
        if (target.isEmpty()) {
            return OptionalInt.empty();
        }
        if (task instanceof Task.Regression regression) {
            Task.Attribute attribute = regression.attributes().get(0);
            return OptionalInt.of(attribute.third(target.get()[0]));
        }
        return OptionalInt.of(largest(target.get()));
    }

    private static int largest(float[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }
}
