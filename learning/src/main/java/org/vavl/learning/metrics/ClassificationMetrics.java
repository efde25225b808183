package org.vavl.learning.metrics;

import java.util.List;
import java.util.Map;

/**
 * How good the answers to a classification are. All but two measures follow from the confusion matrix, which documents them.
 *
 * @param confusion which class was called which, at least one clip
 * @param logLoss in nats, see {@link Probabilities#logLoss}
 * @param expectedCalibrationError from 0 to 1, see {@link Probabilities#expectedCalibrationError}
 */
public record ClassificationMetrics(ConfusionMatrix confusion, double logLoss, double expectedCalibrationError)
        implements TaskMetrics {
    /** Checks that there are clips. */
    public ClassificationMetrics {
        if (confusion.total() == 0) {
            throw new IllegalArgumentException("there are no clips to measure");
        }
    }

    static ClassificationMetrics of(List<String> classes, float[][] targets, float[][] probabilities) {
        int[] truth = Probabilities.largest(targets);
        return new ClassificationMetrics(
                ConfusionMatrix.of(classes, truth, Probabilities.largest(probabilities)),
                Probabilities.logLoss(truth, probabilities),
                Probabilities.expectedCalibrationError(truth, probabilities));
    }

    @Override
    public int clips() {
        return Math.toIntExact(confusion.total());
    }

    /** The share of clips whose class was answered. */
    public double accuracy() {
        return confusion.accuracy();
    }

    /** The mean of the classes' F1. */
    public double f1Macro() {
        return confusion.f1Macro();
    }

    /** Unweighted average recall. */
    public double unweightedAverageRecall() {
        return confusion.unweightedAverageRecall();
    }

    @Override
    public Map<String, Double> values() {
        NamedValues values = new NamedValues()
                .add(Metric.ACCURACY, confusion.accuracy())
                .add(Metric.F1_MACRO, confusion.f1Macro())
                .add(Metric.F1_MICRO, confusion.f1Micro())
                .add(Metric.F1_WEIGHTED, confusion.f1Weighted())
                .add(Metric.PRECISION_MACRO, confusion.precisionMacro())
                .add(Metric.PRECISION_WEIGHTED, confusion.precisionWeighted())
                .add(Metric.RECALL_MACRO, confusion.recallMacro())
                .add(Metric.RECALL_WEIGHTED, confusion.recallWeighted())
                .add(Metric.UAR, confusion.unweightedAverageRecall())
                .add(Metric.LOG_LOSS, logLoss)
                .add(Metric.EXPECTED_CALIBRATION_ERROR, expectedCalibrationError);
        for (int c = 0; c < confusion.size(); c++) {
            String name = confusion.classes().get(c);
            values.add(Metric.F1, name, confusion.f1(c))
                    .add(Metric.PRECISION, name, confusion.precision(c))
                    .add(Metric.RECALL, name, confusion.recall(c));
        }
        return values.toMap();
    }
}
