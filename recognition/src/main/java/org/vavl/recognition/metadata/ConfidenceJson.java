package org.vavl.recognition.metadata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.StrictJson;
import org.vavl.core.file.FormatVersion;
import org.vavl.recognition.inference.Abstention;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.Confidence;
import org.vavl.recognition.inference.EmbeddingDensity;
import org.vavl.recognition.inference.StateTemperature;

/**
 * What a model file says of temperatures by state and of when the model is unsure.
 *
 * @param temperatures of heads and selections, by what clips have
 * @param densities of heads' embeddings, whose numbers are tensors
 * @param abstention none or one
 */
public record ConfidenceJson(
        List<WrittenTemperature> temperatures, List<WrittenDensity> densities, List<WrittenAbstention> abstention) {
    /** The metadata's key. */
    public static final String KEY = "vavl.confidence";

    private static final String VERSION = "format";
    private static final FormatVersion FORMAT = FormatVersion.first(VERSION);
    private static final int MOST = 1 << 12;
    private static final JsonMapper JSON = StrictJson.mapper();

    /** Copies the lists, whose sizes are bounded. */
    public ConfidenceJson {
        temperatures = List.copyOf(temperatures);
        densities = List.copyOf(densities);
        abstention = List.copyOf(abstention);
        if (temperatures.size() > MOST || densities.size() > MOST || abstention.size() > 1) {
            throw new VavlException(KEY + " has " + temperatures.size() + " temperatures, " + densities.size()
                    + " densities and " + abstention.size() + " rules of abstention, and must have up to " + MOST + ", "
                    + MOST + " and 1");
        }
    }

    record WrittenTemperature(
            String head, List<String> modalities, double temperature, Map<String, Double> exponents) {}

    record WrittenDensity(String head, double threshold, double quantile) {}

    record WrittenAbstention(double risk, List<WrittenThreshold> thresholds) {}

    record WrittenThreshold(
            List<String> modalities,
            double threshold,
            Abstention.SelectiveRisk whole,
            Abstention.SelectiveRisk hidden) {}

    /** Of a model that is never unsure, and has no temperatures by state. */
    static ConfidenceJson none() {
        return new ConfidenceJson(List.of(), List.of(), List.of());
    }

    boolean saysNothing() {
        return equals(none());
    }

    /** What a file says of these. */
    public static ConfidenceJson of(Calibration calibration, Confidence confidence) {
        return new ConfidenceJson(
                calibration.states().stream()
                        .map(state -> new WrittenTemperature(
                                state.head(),
                                List.copyOf(new TreeSet<>(state.modalities())),
                                state.temperature(),
                                new TreeMap<>(state.exponents())))
                        .toList(),
                confidence.densities().entrySet().stream()
                        .map(one -> new WrittenDensity(
                                one.getKey(),
                                one.getValue().threshold(),
                                one.getValue().quantile()))
                        .toList(),
                confidence.abstention().stream().map(ConfidenceJson::written).toList());
    }

    private static WrittenAbstention written(Abstention abstention) {
        return new WrittenAbstention(
                abstention.risk(),
                abstention.thresholds().stream()
                        .map(one -> new WrittenThreshold(
                                List.copyOf(new TreeSet<>(one.modalities())),
                                one.threshold(),
                                one.whole(),
                                one.hidden()))
                        .toList());
    }

    /**
     * Reads what {@link #write} gave.
     *
     * @throws VavlException if it is of another version
     */
    static ConfidenceJson read(Path file, String json) throws JsonProcessingException {
        JsonNode tree = JSON.readTree(json);
        if (!(tree instanceof ObjectNode object)) {
            throw new VavlException(KEY + " is no JSON object");
        }
        FORMAT.takeFrom(file, object);
        return JSON.treeToValue(object, ConfidenceJson.class);
    }

    String write() {
        ObjectNode object = JSON.createObjectNode().put(VERSION, FORMAT.written());
        object.setAll((ObjectNode) JSON.valueToTree(this));
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + object, e);
        }
    }

    /** @throws IllegalArgumentException if a temperature makes no sense */
    List<StateTemperature> states() {
        return temperatures.stream()
                .map(one -> new StateTemperature(
                        one.head(), Set.copyOf(one.modalities()), one.temperature(), one.exponents()))
                .toList();
    }

    /**
     * The same with the densities' tensors.
     *
     * @param file that has them
     * @throws IllegalArgumentException if a number makes no sense
     * @throws VavlException if a tensor is missing or of another shape
     */
    public Confidence with(NamedTensors file) {
        Map<String, EmbeddingDensity> read = new TreeMap<>();
        densities.forEach(
                one -> read.put(one.head(), DensityTensors.read(file, one.head(), one.threshold(), one.quantile())));
        return new Confidence(
                read, abstention.isEmpty() ? Optional.empty() : Optional.of(abstention(abstention.get(0))));
    }

    private static Abstention abstention(WrittenAbstention written) {
        return new Abstention(
                written.risk(),
                written.thresholds().stream()
                        .map(one -> new Abstention.StateThreshold(
                                Set.copyOf(one.modalities()), one.threshold(), one.whole(), one.hidden()))
                        .toList());
    }
}
