package org.vavl.recognition;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.vavl.core.VavlException;

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
    record Given(List<Span> spans) implements Segmentation {
        /** Copies and sorts them. */
        public Given {
            spans = spans.stream()
                    .sorted(Comparator.comparingDouble(Span::begin).thenComparingDouble(Span::end))
                    .toList();
        }
    }

    /**
     * A stretch of a recording.
     *
     * @param begin in seconds from the recording's begin, at least 0
     * @param end in seconds, behind {@code begin} by {@value #SHORTEST} to {@value #LONGEST}
     */
    record Span(double begin, double end) {
        private static final double SHORTEST = 0.1;
        private static final double LONGEST = 150; // at 100 frames a second, what networks take at once

        /** Checks the times. */
        public Span {
            if (!(begin >= 0 && begin <= 1e9 && end <= 2e9)) {
                throw new VavlException("the segment from " + begin + " to " + end + " s must begin at 0 s or later");
            }
            double seconds =
                    BigDecimal.valueOf(end).subtract(BigDecimal.valueOf(begin)).doubleValue();
            if (!(seconds >= SHORTEST && seconds <= LONGEST)) {
                throw new VavlException("the segment from " + begin + " to " + end + " s has " + seconds
                        + " s, and must have " + SHORTEST + " to " + LONGEST);
            }
        }
    }
}
