package org.vavl.learning.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.vavl.learning.metrics.AttributeMetrics;
import org.vavl.learning.metrics.ClassificationMetrics;
import org.vavl.learning.metrics.ConfusionMatrix;
import org.vavl.learning.metrics.Metric;
import org.vavl.learning.metrics.RegressionMetrics;
import org.vavl.learning.metrics.SentimentMetrics;
import org.vavl.learning.metrics.TaskMetrics;

/** The measures of one head as JSON: all values, and beside them what they follow from. */
final class MetricsJson {
    private static final String CLASSIFICATION = "classification";
    private static final String REGRESSION = "regression";
    private static final String SENTIMENT = "sentiment";

    private MetricsJson() {}

    static void write(ObjectNode node, TaskMetrics metrics) {
        node.put("type", type(metrics)).put("clips", metrics.clips());
        ObjectNode values = node.putObject("values");
        metrics.values().forEach(values::put);
        if (metrics instanceof ClassificationMetrics classification) {
            write(node.putObject("confusion"), classification.confusion());
        } else if (metrics instanceof RegressionMetrics regression) {
            writeAttributes(node, regression);
        } else if (metrics instanceof SentimentMetrics sentiment) {
            writeAttributes(node, sentiment.regression());
            write(node.putObject("nonNegative"), sentiment.nonNegative());
            write(node.putObject("nonZero"), sentiment.nonZero());
            write(node.putObject("sevenClasses"), sentiment.sevenClasses());
        }
    }

    static TaskMetrics read(JsonNode node) {
        String type = node.required("type").asText();
        return switch (type) {
            case CLASSIFICATION ->
                new ClassificationMetrics(
                        readConfusion(node.required("confusion")),
                        value(node, Metric.LOG_LOSS.key()),
                        value(node, Metric.EXPECTED_CALIBRATION_ERROR.key()));
            case REGRESSION -> readRegression(node);
            case SENTIMENT ->
                new SentimentMetrics(
                        readRegression(node),
                        readConfusion(node.required("nonNegative")),
                        readConfusion(node.required("nonZero")),
                        readConfusion(node.required("sevenClasses")));
            default ->
                throw new IllegalArgumentException("type is '" + type + "', and must be " + CLASSIFICATION + ", "
                        + REGRESSION + " or " + SENTIMENT);
        };
    }

    private static String type(TaskMetrics metrics) {
        if (metrics instanceof ClassificationMetrics) {
            return CLASSIFICATION;
        }
        return metrics instanceof SentimentMetrics ? SENTIMENT : REGRESSION;
    }

    private static void writeAttributes(ObjectNode node, RegressionMetrics regression) {
        ArrayNode names = node.putArray("attributes");
        regression.attributes().forEach(attribute -> names.add(attribute.name()));
    }

    private static RegressionMetrics readRegression(JsonNode node) {
        List<AttributeMetrics> attributes = new ArrayList<>();
        for (JsonNode attribute : node.required("attributes")) {
            String name = attribute.asText();
            attributes.add(new AttributeMetrics(
                    name,
                    node.required("clips").asInt(),
                    value(node, Metric.CCC.of(name)),
                    value(node, Metric.MAE.of(name)),
                    value(node, Metric.RMSE.of(name)),
                    value(node, Metric.PEARSON.of(name))));
        }
        return new RegressionMetrics(attributes);
    }

    private static double value(JsonNode node, String name) {
        return requireNumber(name, node.required("values").required(name)).asDouble();
    }

    private static JsonNode requireNumber(String name, JsonNode value) {
        if (!value.isNumber()) {
            throw new IllegalArgumentException(name + " is " + value + ", and must be a number");
        }
        return value;
    }

    private static void write(ObjectNode node, ConfusionMatrix confusion) {
        ArrayNode classes = node.putArray("classes");
        confusion.classes().forEach(classes::add);
        ArrayNode counts = node.putArray("counts");
        for (int t = 0; t < confusion.size(); t++) {
            ArrayNode row = counts.addArray();
            for (int p = 0; p < confusion.size(); p++) {
                row.add(confusion.count(t, p));
            }
        }
    }

    private static ConfusionMatrix readConfusion(JsonNode node) {
        List<String> classes = new ArrayList<>();
        node.required("classes").forEach(name -> classes.add(name.asText()));
        List<long[]> counts = new ArrayList<>();
        for (JsonNode row : node.required("counts")) {
            long[] values = new long[row.size()];
            for (int p = 0; p < values.length; p++) {
                values[p] = requireNumber("count", row.get(p)).asLong();
            }
            counts.add(values);
        }
        return ConfusionMatrix.ofCounts(classes, counts.toArray(long[][]::new));
    }
}
