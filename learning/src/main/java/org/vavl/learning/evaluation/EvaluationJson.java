package org.vavl.learning.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.vavl.learning.metrics.TaskMetrics;

/**
 * Evaluations as JSON: keys always in the same order, numbers in full precision.
 *
 * <pre>{@code
 * {"model": "vavl", "corpus": "crema-d", "part": "test",
 *  "clips": 300, "clipsByModalities": {"acoustic+visual": 240, "acoustic": 60},
 *  "heads": [{"head": "acoustic", "type": "classification", "clips": 300,
 *             "values": {"accuracy": 0.71, …}, "confusion": {"classes": ["angry", …], "counts": [[12, 0], …]}}, …],
 *  "answer": {"type": …},
 *  "calibration": [{"head": "acoustic", "clips": 300, "temperature": 1.4, "before": 0.11, "after": 0.03, …}, …],
 *  "provenance": {"seed": "1", …}}
 * }</pre>
 */
public final class EvaluationJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter INDENTED = JSON.writerWithDefaultPrettyPrinter();

    private EvaluationJson() {}

    /** The evaluation as indented JSON. */
    public static String write(Evaluation evaluation) {
        ObjectNode root = JSON.createObjectNode()
                .put("model", evaluation.subject().model())
                .put("corpus", evaluation.subject().corpus())
                .put("part", evaluation.subject().part())
                .put("clips", evaluation.answer().clips());
        root.set("clipsByModalities", JSON.valueToTree(evaluation.clipsByModalities()));
        ArrayNode heads = root.putArray("heads");
        for (HeadEvaluation head : evaluation.heads()) {
            MetricsJson.write(heads.addObject().put("head", head.head()), head.metrics());
        }
        MetricsJson.write(root.putObject(Evaluation.ANSWER), evaluation.answer());
        root.set("calibration", JSON.valueToTree(evaluation.calibration()));
        root.set("provenance", JSON.valueToTree(evaluation.subject().provenance()));
        return indented(root);
    }

    /**
     * An evaluation from JSON that {@link #write} made.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static Evaluation read(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            Evaluation.Subject subject = new Evaluation.Subject(
                    root.required("model").asText(),
                    root.required("corpus").asText(),
                    root.required("part").asText(),
                    map(root, "provenance", JsonNode::asText));
            Map<String, Integer> clips = map(root, "clipsByModalities", JsonNode::asInt);
            List<HeadEvaluation> heads = new ArrayList<>();
            for (JsonNode head : root.required("heads")) {
                TaskMetrics metrics = MetricsJson.read(head);
                heads.add(new HeadEvaluation(head.required("head").asText(), metrics));
            }
            List<CalibrationEffect> calibration = new ArrayList<>();
            for (JsonNode effect : root.path("calibration")) {
                calibration.add(JSON.treeToValue(effect, CalibrationEffect.class));
            }
            return new Evaluation(
                    subject, clips, heads, MetricsJson.read(root.required(Evaluation.ANSWER)), calibration);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The summary as indented JSON; a standard deviation of a single value is {@code null}. */
    public static String write(EvaluationSummary summary) {
        ObjectNode root = JSON.createObjectNode()
                .put("model", summary.model())
                .put("corpus", summary.corpus())
                .put("part", summary.part())
                .put("evaluations", summary.evaluations());
        ArrayNode heads = root.putArray("heads");
        for (EvaluationSummary.Head head : summary.heads()) {
            ObjectNode values = heads.addObject()
                    .put("head", head.name())
                    .put("evaluations", head.evaluations())
                    .putObject("values");
            head.values().forEach((name, spread) -> {
                ObjectNode value = values.putObject(name).put("mean", spread.mean());
                if (spread.standardDeviation().isPresent()) {
                    value.put("standardDeviation", spread.standardDeviation().getAsDouble());
                } else {
                    value.putNull("standardDeviation");
                }
                value.set("values", JSON.valueToTree(spread.values()));
            });
        }
        return indented(root);
    }

    private static <V> Map<String, V> map(JsonNode root, String name, Function<JsonNode, V> value) {
        JsonNode node = root.required(name);
        if (!node.isObject()) {
            throw new IllegalArgumentException(name + " is " + node + ", and must be an object");
        }
        Map<String, V> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), value.apply(entry.getValue())));
        return map;
    }

    private static String indented(JsonNode root) {
        try {
            return INDENTED.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
