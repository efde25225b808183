package org.vavl.learning.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.vavl.core.clip.Task;

/**
 * How good the answers to a regression are: each attribute by itself, and the mean over the attributes.
 *
 * @param attributes in the task's order, at least one, all over the same clips
 */
public record RegressionMetrics(List<AttributeMetrics> attributes) implements TaskMetrics {
    /** Copies the attributes and checks that there are some. */
    public RegressionMetrics {
        attributes = List.copyOf(attributes);
        if (attributes.stream().map(AttributeMetrics::clips).distinct().count() != 1) {
            throw new IllegalArgumentException(
                    "needs at least one attribute, and all over the same clips: " + attributes);
        }
    }

    static RegressionMetrics of(Task.Regression task, float[][] targets, float[][] predictions) {
        List<AttributeMetrics> attributes = new ArrayList<>();
        for (int c = 0; c < task.outputs(); c++) {
            attributes.add(AttributeMetrics.of(task.outputNames().get(c), column(targets, c), column(predictions, c)));
        }
        return new RegressionMetrics(attributes);
    }

    static double[] column(float[][] rows, int c) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = rows[i][c];
        }
        return column;
    }

    @Override
    public int clips() {
        return attributes.get(0).clips();
    }

    /** The mean over the attributes of the concordance correlation coefficient. */
    public double ccc() {
        return mean(AttributeMetrics::ccc);
    }

    /** The mean over the attributes of the mean absolute error. */
    public double mae() {
        return mean(AttributeMetrics::mae);
    }

    @Override
    public Map<String, Double> values() {
        NamedValues values = new NamedValues()
                .add(Metric.CCC, ccc())
                .add(Metric.MAE, mae())
                .add(Metric.RMSE, mean(AttributeMetrics::rmse))
                .add(Metric.PEARSON, mean(AttributeMetrics::pearson));
        for (AttributeMetrics attribute : attributes) {
            values.add(Metric.CCC, attribute.name(), attribute.ccc())
                    .add(Metric.MAE, attribute.name(), attribute.mae())
                    .add(Metric.RMSE, attribute.name(), attribute.rmse())
                    .add(Metric.PEARSON, attribute.name(), attribute.pearson());
        }
        return values.toMap();
    }

    private double mean(ToDoubleFunction<AttributeMetrics> measure) {
        return attributes.stream().mapToDouble(measure).average().orElseThrow();
    }
}
