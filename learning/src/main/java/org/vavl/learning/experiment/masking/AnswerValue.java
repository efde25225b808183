package org.vavl.learning.experiment.masking;

import java.util.List;
import java.util.OptionalDouble;
import org.vavl.learning.metrics.Metric;

/**
 * Answers at one point, measured with a metric.
 *
 * @param paper of the answer that the paper's rule gives: the joint head's where every modality is there
 * @param weighted of the answer that weights give which were fitted on the development set; not a number where there are none
 * @param single of the best of the single heads
 */
record AnswerValue(double paper, double weighted, double single) {
    /** Who answers. */
    enum By {
        /** The paper's rule. */
        PAPER("the paper's fusion"),
        /** Fitted weights. */
        WEIGHTED("weighted fusion"),
        /** The best single head. */
        SINGLE("better single head");

        private final String text;

        By(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    double of(By by) {
        return switch (by) {
            case PAPER -> paper;
            case WEIGHTED -> weighted;
            case SINGLE -> single;
        };
    }

    /** How far an answer falls below the better single head: below 0 where it is better. Where less is better, how far it lies above. */
    double shortfall(By by, String metric) {
        double difference = single - of(by);
        return Metric.named(metric).higherIsBetter() ? difference : -difference;
    }

    /** The largest shortfall along a curve; empty where nobody answers so. */
    static OptionalDouble largestShortfall(List<AnswerValue> curve, By by, String metric) {
        return curve.stream()
                .mapToDouble(value -> value.shortfall(by, metric))
                .filter(shortfall -> !Double.isNaN(shortfall))
                .max();
    }

    /** The mean along a curve of how far an answer falls below the better single head, 0 where it does not; empty where nobody answers so. */
    static OptionalDouble meanShortfall(List<AnswerValue> curve, By by, String metric) {
        return curve.stream()
                .mapToDouble(value -> value.shortfall(by, metric))
                .filter(shortfall -> !Double.isNaN(shortfall))
                .map(shortfall -> Math.max(0, shortfall))
                .average();
    }
}
