package org.vavl.learning.annotation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Annotations of one kind, as they stand on one line of a program's timeline.
 *
 * @param recording of which they are: the name that the file gives it, or else the file's own, without ending
 * @param name of the tier; in a table the annotator, if it names one, and else empty
 * @param participant who is heard or seen, if the file says it; else empty
 * @param annotations sorted by begin, then end
 */
public record AnnotationTier(String recording, String name, String participant, List<Annotation> annotations) {
    /** Copies and sorts the annotations. */
    public AnnotationTier {
        annotations = annotations.stream()
                .sorted(Comparator.comparingDouble(Annotation::begin).thenComparingDouble(Annotation::end))
                .toList();
    }

    /**
     * What is said at a time. Where annotations overlap, the one whose middle is nearest, as for the windows of a recognition; the first one of
     * two that are as near.
     *
     * @param time in seconds
     */
    public Optional<Annotation> at(double time) {
        return annotations.stream()
                .filter(annotation -> annotation.covers(time))
                .min(Comparator.comparingDouble(annotation -> Math.abs(annotation.middle() - time)));
    }
}
