package org.vavl.recognition;

import java.util.Comparator;
import java.util.List;

/** Into which stretches a recording is divided, for each of which there is an answer. */
public sealed interface Segmentation {
    /** Windows of one length, one step apart, as {@link WindowSettings} say. */
    record Windows() implements Segmentation {}

    /**
     * What is said without a pause, as {@link RecognizerSettings#speech} finds it; one that is longer than what is recognised as a whole is
     * divided.
     */
    record Utterances() implements Segmentation {}

    /**
     * Stretches that are known, such as those of an annotation; they may overlap.
     *
     * @param spans in the order of their begins
     */
    record Given(List<TimeSpan> spans) implements Segmentation {
        /** Copies and sorts them. */
        public Given {
            spans = spans.stream()
                    .sorted(Comparator.comparingDouble(TimeSpan::begin).thenComparingDouble(TimeSpan::end))
                    .toList();
        }
    }
}
