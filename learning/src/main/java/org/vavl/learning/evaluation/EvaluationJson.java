package org.vavl.learning.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.vavl.learning.metrics.ConfidenceInterval;
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
 *  "intervals": {"level": 0.95, "resamples": 2000, "speakers": 12, "heads": {"acoustic": {"accuracy": [0.64, 0.78], …}, …}},
 *  "provenance": {"seed": "1", …}}
 * }</pre>
 */
public final class EvaluationJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .build();
    private static final ObjectWriter INDENTED = JSON.writerWithDefaultPrettyPrinter();

    private EvaluationJson() {}

    /** The evaluation as indented JSON. */
    public static String write(Evaluation evaluation) {
        return write(evaluation, Map.of());
    }

    /**
     * The same with further entries before {@code provenance}.
     *
     * @param further records and lists of them by their keys
     */
    public static String write(Evaluation evaluation, Map<String, ?> further) {
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
        if (!evaluation.intervals().heads().isEmpty()) {
            write(evaluation.intervals(), root.putObject("intervals"));
        }
        further.forEach((key, value) -> root.set(key, JSON.valueToTree(value)));
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
            TaskMetrics answer = MetricsJson.read(root.required(Evaluation.ANSWER));
            Evaluation measured = new Evaluation(subject, clips, heads, answer, calibration, SpeakerIntervals.none());
            return root.has("intervals") ? measured.with(intervals(root.required("intervals"), measured)) : measured;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void write(SpeakerIntervals intervals, ObjectNode node) {
        node.put("level", intervals.level())
                .put("resamples", intervals.resamples())
                .put("speakers", intervals.speakers());
        ObjectNode heads = node.putObject("heads");
        intervals.heads().forEach((head, around) -> {
            ObjectNode ofHead = heads.putObject(head);
            around.forEach((name, interval) ->
                    ofHead.putArray(name).add(interval.low()).add(interval.high()));
        });
    }

    private static SpeakerIntervals intervals(JsonNode node, Evaluation measured) {
        Map<String, Map<String, ConfidenceInterval>> heads = new LinkedHashMap<>();
        for (HeadEvaluation head : measured.all()) {
            Map<String, ConfidenceInterval> around = new LinkedHashMap<>();
            node.path("heads").path(head.head()).properties().forEach(entry -> {
                JsonNode ends = entry.getValue();
                double estimate = head.metrics().value(entry.getKey());
                around.put(
                        entry.getKey(),
                        new ConfidenceInterval(
                                ends.required(0).asDouble(),
                                estimate,
                                ends.required(1).asDouble()));
            });
            heads.put(head.head(), around);
        }
        return new SpeakerIntervals(
                node.required("level").asDouble(),
                node.required("resamples").asInt(),
                node.required("speakers").asInt(),
                heads);
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
