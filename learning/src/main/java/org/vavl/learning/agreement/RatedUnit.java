package org.vavl.learning.agreement;

import java.util.List;

/**
 * What was rated once: a clip, a segment, or a short stretch of a recording.
 *
 * @param name of the clip or the recording
 * @param cluster what is drawn together in a bootstrap: the speaker, the recording, or the stretch in which nobody's rating changes
 * @param begin in seconds, where it is a part of a recording; else 0
 * @param end in seconds; else 0
 * @param values each annotator's, in the annotators' order; empty where one says nothing
 */
public record RatedUnit(String name, String cluster, double begin, double end, List<String> values) {
    /** Copies the values. */
    public RatedUnit {
        values = List.copyOf(values);
    }

    /** How many annotators say something. */
    int rated() {
        return (int) values.stream().filter(value -> !value.isEmpty()).count();
    }

    /** Whether two annotators say something, and not the same. */
    boolean isDisputed() {
        return values.stream().filter(value -> !value.isEmpty()).distinct().count() > 1;
    }
}
