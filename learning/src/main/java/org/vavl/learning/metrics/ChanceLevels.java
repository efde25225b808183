package org.vavl.learning.metrics;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What answers reach that have nothing to do with the clips.
 *
 * @param averageRecall the unweighted average recall of any such answers: one over the number of true classes
 * @param majorityAccuracy the accuracy of answering the most frequent true class always: its share s
 * @param majorityF1Macro the macro F1 of answering it always: 2s/(1 + s) over the number of true classes
 */
public record ChanceLevels(double averageRecall, double majorityAccuracy, double majorityF1Macro) {
    /** Those of the clips that a matrix counts; 0 where it counts none. */
    public static ChanceLevels of(ConfusionMatrix matrix) {
        long[] supports = IntStream.range(0, matrix.size())
                .mapToLong(matrix::support)
                .filter(n -> n > 0)
                .toArray();
        if (supports.length == 0) {
            return new ChanceLevels(0, 0, 0);
        }
        double averageRecall = 1.0 / supports.length;
        double share = (double) LongStream.of(supports).max().orElseThrow() / matrix.total();
        return new ChanceLevels(averageRecall, share, 2 * share / (1 + share) * averageRecall);
    }
}
