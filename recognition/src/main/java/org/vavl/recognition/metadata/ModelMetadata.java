package org.vavl.recognition.metadata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.configuration.StrictJson;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.Fusion;
import org.vavl.recognition.inference.ModelInformation;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.inference.StateTemperature;
import org.vavl.recognition.inference.TemperatureScaling;

/**
 * What a model's file says beside its tensors, each as JSON.
 *
 * @param configuration how the network is built ({@code vavl.model}); what builds it understands it
 * @param task what it predicts ({@code vavl.task})
 * @param modalities whose features it takes, each with its extractor ({@code vavl.modalities})
 * @param provenance where it comes from ({@code vavl.provenance}, as text {@code vavl.card}, and {@code vavl.information}, which is not there in models
 *     that say nothing)
 * @param calibration of its probabilities ({@code vavl.calibration}, the temperature of each head and of
 *     each selection of heads that answers; not there in models whose probabilities
 *     are taken as they are)
 * @param confidence temperatures by state and when it is unsure ({@code vavl.confidence}; not there in models that never are)
 * @param fusion of its heads ({@code vavl.fusion}, the weights of each state; not there in models that do as the paper says)
 */
public record ModelMetadata(
        JsonNode configuration,
        Task task,
        Map<Modality, ExtractorId> modalities,
        Provenance provenance,
        Calibration calibration,
        Fusion fusion,
        ConfidenceJson confidence) {
    /** The key of the calibration. */
    public static final String CALIBRATION = "vavl.calibration";

    /** The key of the fusion. */
    public static final String FUSION = FusionJson.KEY;

    /** The key of when the model is unsure. */
    public static final String CONFIDENCE = ConfidenceJson.KEY;

    /** Changes when files of before can no longer be read. */
    private static final String FORMAT = "1";

    /** Of each entry, so that a list in it is bounded before it is read. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private static final int MOST_MODALITIES = 16;

    private static final JsonMapper JSON = StrictJson.mapper();

    /** Checks that there is a task, and copies the modalities, whose order is kept. */
    public ModelMetadata {
        Objects.requireNonNull(task, "vavl.task is null, and must say what is predicted");
        modalities = Collections.unmodifiableMap(new LinkedHashMap<>(modalities));
    }

    /** One modality as the file describes it. */
    private record DescribedModality(String name, int width, String extractor, String extractorVersion) {}

    /**
     * Reads what {@link #toMap} gave.
     *
     * @param file where it stands, for messages
     * @throws VavlException if something is missing or makes no sense
     */
    public static ModelMetadata of(Path file, Map<String, String> metadata) {
        String format = metadata.get("vavl.format");
        if (!FORMAT.equals(format)) {
            throw new VavlException(file + " is no model of Vavl that this version reads: its vavl.format is "
                    + (format == null ? "missing" : "'" + oneLine(format) + "'") + ", and must be '" + FORMAT
                    + "'");
        }
        try {
            ConfidenceJson confidence = metadata.containsKey(ConfidenceJson.KEY)
                    ? ConfidenceJson.read(file, text(metadata, ConfidenceJson.KEY))
                    : ConfidenceJson.none();
            return new ModelMetadata(
                    JSON.readTree(text(metadata, "vavl.model")),
                    JSON.readValue(text(metadata, "vavl.task"), Task.class),
                    modalities(text(metadata, "vavl.modalities")),
                    new Provenance(
                            JSON.readValue(
                                    text(metadata, "vavl.provenance"), new TypeReference<Map<String, String>>() {}),
                            text(metadata, "vavl.card"),
                            metadata.containsKey(InformationJson.KEY)
                                    ? InformationJson.read(file, text(metadata, InformationJson.KEY))
                                    : ModelInformation.none()),
                    calibration(
                            metadata.containsKey(CALIBRATION) ? text(metadata, CALIBRATION) : "{}",
                            confidence.states()),
                    metadata.containsKey(FusionJson.KEY)
                            ? FusionJson.read(text(metadata, FusionJson.KEY))
                            : new Fusion.OfThePaper(),
                    confidence);
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException | VavlException e) {
            String reason = e instanceof JsonProcessingException json ? StrictJson.reason(json) : e.getMessage();
            throw new VavlException(file + ": its description of the model cannot be read: " + oneLine(reason), e);
        }
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "a part of it is missing" : message.replaceAll("\\s*[\r\n]+\\s*", "; ");
    }

    private static String text(Map<String, String> metadata, String key) {
        String text = metadata.get(key);
        if (text == null) {
            throw new VavlException("it lacks " + key + " in its metadata");
        }
        if (text.length() > MOST_CHARACTERS) {
            throw new VavlException(
                    key + " has " + text.length() + " characters, and must have at most " + MOST_CHARACTERS);
        }
        return text;
    }

    private static Map<Modality, ExtractorId> modalities(String json) throws JsonProcessingException {
        Map<Modality, ExtractorId> modalities = new LinkedHashMap<>();
        List<DescribedModality> described = JSON.readValue(json, new TypeReference<List<DescribedModality>>() {});
        if (described.isEmpty() || described.size() > MOST_MODALITIES) {
            throw new VavlException(
                    "vavl.modalities has " + described.size() + ", and must have 1 to " + MOST_MODALITIES);
        }
        described.forEach(modality -> modalities.put(
                new Modality(modality.name(), modality.width()),
                new ExtractorId(modality.extractor(), modality.extractorVersion())));
        return modalities;
    }

    private static Calibration calibration(String json, List<StateTemperature> states) throws JsonProcessingException {
        Map<String, TemperatureScaling> scalings = new LinkedHashMap<>();
        JSON.readValue(json, new TypeReference<Map<String, Double>>() {})
                .forEach((head, temperature) -> scalings.put(head, new TemperatureScaling(temperature)));
        return new Calibration(scalings, states);
    }

    /** The extractors by the names of their modalities. */
    public Map<String, ExtractorId> extractors() {
        Map<String, ExtractorId> extractors = new LinkedHashMap<>();
        modalities.forEach((modality, extractor) -> extractors.put(modality.name(), extractor));
        return extractors;
    }

    /** All of it, by the keys of the file. */
    public Map<String, String> toMap() {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("vavl.format", FORMAT);
        metadata.put("vavl.model", json(configuration));
        metadata.put("vavl.task", json(task));
        metadata.put("vavl.modalities", json(described()));
        metadata.put("vavl.provenance", json(provenance.facts()));
        metadata.put("vavl.card", provenance.card());
        if (!provenance.information().isNone()) {
            metadata.put(InformationJson.KEY, InformationJson.write(provenance.information()));
        }
        if (!calibration.temperatures().isEmpty()) {
            Map<String, Double> temperatures = new TreeMap<>();
            calibration.temperatures().forEach((head, scaling) -> temperatures.put(head, scaling.temperature()));
            metadata.put(CALIBRATION, json(temperatures));
        }
        if (fusion instanceof Fusion.Weighted weighted) {
            metadata.put(FusionJson.KEY, FusionJson.write(weighted));
        }
        if (!confidence.saysNothing()) {
            metadata.put(ConfidenceJson.KEY, confidence.write());
        }
        return metadata;
    }

    private List<DescribedModality> described() {
        return modalities.entrySet().stream()
                .map(entry -> new DescribedModality(
                        entry.getKey().name(),
                        entry.getKey().width(),
                        entry.getValue().name(),
                        entry.getValue().version()))
                .toList();
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value, e);
        }
    }
}
