package org.vavl.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.corpus.FeatureStatistics;
import org.vavl.corpus.Modality;
import org.vavl.corpus.Task;
import org.vavl.features.ExtractorId;
import org.vavl.metrics.TemperatureScaling;
import org.vavl.model.EmotionModel;
import org.vavl.model.Head;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelConfigurations;
import org.vavl.nn.Device;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.Precision;
import org.vavl.nn.VavlException;
import org.vavl.nn.weights.SafetensorsFile;
import org.vavl.nn.weights.TensorEntry;
import org.vavl.nn.weights.TensorFiles;

/**
 * The file of a trained model: one safetensors file, which Python reads with {@code safetensors}. Its tensors are the parameters by their names
 * and, for each modality, {@code statistics.NAME.mean} and {@code statistics.NAME.deviation}; its metadata says as JSON
 * how the network is built, for which task, on which extractors' features, where it comes from, and how its probabilities are calibrated. The same model gives the same
 * bytes.
 */
public final class ModelFile {
    /** Changes when files of before can no longer be read. */
    private static final String FORMAT = "1";

    private static final String STATISTICS = "statistics.";
    /** The temperature of each head; not there in models whose probabilities are taken as they are. */
    private static final String CALIBRATION = "vavl.calibration";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ModelFile() {}

    /** One modality as the metadata describe it. */
    private record DescribedModality(String name, int width, String extractor, String extractorVersion) {}

    /** What the metadata say. */
    private record Description(
            ModelConfiguration configuration,
            Task task,
            Map<Modality, ExtractorId> modalities,
            Provenance provenance,
            Calibration calibration) {}

    /**
     * Writes a model, whole or not at all.
     *
     * @throws VavlException if the file cannot be written
     */
    public static void write(Path path, TrainedModel model) {
        try (PointerScope scope = new PointerScope()) {
            Map<String, Tensor> tensors =
                    new LinkedHashMap<>(model.network().parameters().parameters());
            model.statistics().forEach((modality, statistics) -> {
                tensors.put(STATISTICS + modality.name() + ".mean", torch.tensor(statistics.means()));
                tensors.put(STATISTICS + modality.name() + ".deviation", torch.tensor(statistics.deviations()));
            });
            TensorFiles.write(path, metadata(model), tensors);
        }
    }

    private static Map<String, String> metadata(TrainedModel model) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("vavl.format", FORMAT);
        metadata.put(
                "vavl.model",
                json(ModelConfigurations.format().write(model.network().configuration())));
        metadata.put("vavl.task", json(model.network().task()));
        metadata.put(
                "vavl.modalities",
                json(model.network().modalities().stream()
                        .map(modality -> described(modality, model.extractors()))
                        .toList()));
        metadata.put("vavl.provenance", json(model.provenance().facts()));
        metadata.put("vavl.card", model.provenance().card());
        if (!model.calibration().temperatures().isEmpty()) {
            Map<String, Double> temperatures = new TreeMap<>();
            model.calibration()
                    .temperatures()
                    .forEach((head, scaling) -> temperatures.put(head, scaling.temperature()));
            metadata.put(CALIBRATION, json(temperatures));
        }
        return metadata;
    }

    private static DescribedModality described(Modality modality, Map<String, ExtractorId> extractors) {
        ExtractorId extractor = extractors.get(modality.name());
        if (extractor == null) {
            throw new IllegalArgumentException("modality " + modality + " has no extractor");
        }
        return new DescribedModality(modality.name(), modality.width(), extractor.name(), extractor.version());
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value, e);
        }
    }

    /**
     * Reads a model with its parameters as they stand in the file.
     *
     * @param device where its parameters will be
     * @throws VavlException as {@link #read(Path, Device, Precision)}
     */
    public static TrainedModel read(Path path, Device device) {
        return read(path, ParameterStore.toBeLoaded(device));
    }

    /**
     * Reads a model that will only be asked, in one precision: its matrices are kept in that, and laid out for products with it.
     *
     * @param device where its parameters will be
     * @param precision in which matrices are multiplied
     * @throws VavlException if the file cannot be read, is no model, or its tensors do not fit what it says of the network; no memory was
     *     taken for the network then
     */
    public static TrainedModel read(Path path, Device device, Precision precision) {
        return read(path, ParameterStore.toBeAsked(device, precision));
    }

    private static TrainedModel read(Path path, ParameterStore parameters) {
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            Description description = describe(file);
            requireFitting(file, description);
            EmotionModel network = build(description, parameters);
            try {
                parameters.load(
                        parameters.parameters().keySet(),
                        name -> TensorFiles.read(file, name, parameters.device()),
                        path.toString());
                requireHeads(path, description.calibration(), network);
                return new TrainedModel(
                        network,
                        statistics(file, description),
                        extractors(description),
                        description.provenance(),
                        description.calibration());
            } catch (RuntimeException e) {
                network.close();
                throw e;
            }
        }
    }

    private static boolean isParameter(String tensor) {
        return !tensor.startsWith(STATISTICS);
    }

    private static EmotionModel build(Description description, ParameterStore parameters) {
        return description
                .configuration()
                .build(List.copyOf(description.modalities().keySet()), description.task(), parameters);
    }

    /** Compares the file's tensors with those of the network that it describes, before memory is taken for any. */
    private static void requireFitting(SafetensorsFile file, Description description) {
        try (PointerScope scope = new PointerScope();
                EmotionModel shapes = build(description, ParameterStore.shapesOnly())) {
            Map<String, Tensor> expected = shapes.parameters().parameters();
            TreeSet<String> differing = new TreeSet<>(expected.keySet());
            differing.addAll(file.entries().keySet().stream()
                    .filter(ModelFile::isParameter)
                    .toList());
            differing.removeIf(name -> {
                Tensor parameter = expected.get(name);
                TensorEntry entry = file.entries().get(name);
                return parameter != null && entry != null && shape(parameter).equals(entry.shape());
            });
            if (!differing.isEmpty()) {
                throw new VavlException(
                        file.path() + " does not hold the network that it describes: " + differing.size()
                                + " of its parameters are missing, unknown or of another shape, the first is "
                                + differing.first());
            }
        }
    }

    private static List<Long> shape(Tensor tensor) {
        return Arrays.stream(tensor.shape()).boxed().toList();
    }

    private static Map<Modality, FeatureStatistics> statistics(SafetensorsFile file, Description description) {
        Map<Modality, FeatureStatistics> statistics = new LinkedHashMap<>();
        for (Modality modality : description.modalities().keySet()) {
            float[] means = floats(file, modality, "mean");
            float[] deviations = floats(file, modality, "deviation");
            try {
                statistics.put(modality, new FeatureStatistics(means, deviations));
            } catch (IllegalArgumentException e) {
                throw new VavlException(file.path() + ": statistics of " + modality.name() + ": " + e.getMessage(), e);
            }
        }
        return statistics;
    }

    private static float[] floats(SafetensorsFile file, Modality modality, String kind) {
        String name = STATISTICS + modality.name() + "." + kind;
        if (!file.entries().containsKey(name)) {
            throw new VavlException(file.path() + " lacks the tensor " + name);
        }
        FloatBuffer buffer = file.floats(name);
        if (buffer.remaining() != modality.width()) {
            throw new VavlException(file.path() + ": " + name + " has " + buffer.remaining() + " values, and must have "
                    + modality.width());
        }
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private static Calibration calibration(SafetensorsFile file) throws JsonProcessingException {
        Map<String, Double> temperatures = JSON.readValue(
                file.metadata().getOrDefault(CALIBRATION, "{}"), new TypeReference<Map<String, Double>>() {});
        Map<String, TemperatureScaling> scalings = new LinkedHashMap<>();
        temperatures.forEach((head, temperature) -> scalings.put(head, new TemperatureScaling(temperature)));
        return new Calibration(scalings);
    }

    private static void requireHeads(Path path, Calibration calibration, EmotionModel network) {
        List<String> heads = network.heads().stream().map(Head::name).toList();
        if (!heads.containsAll(calibration.temperatures().keySet())) {
            throw new VavlException(path + ": its " + CALIBRATION + " is of "
                    + calibration.temperatures().keySet() + ", and must be of its heads, " + heads);
        }
    }

    private static Map<String, ExtractorId> extractors(Description description) {
        Map<String, ExtractorId> extractors = new LinkedHashMap<>();
        description.modalities().forEach((modality, extractor) -> extractors.put(modality.name(), extractor));
        return extractors;
    }

    private static Description describe(SafetensorsFile file) {
        String format = file.metadata().get("vavl.format");
        if (!FORMAT.equals(format)) {
            throw new VavlException(file.path() + " is no model of Vavl that this version reads: its vavl.format is "
                    + (format == null ? "missing" : "'" + format + "'") + ", and must be '" + FORMAT + "'");
        }
        try {
            Map<Modality, ExtractorId> modalities = new LinkedHashMap<>();
            for (DescribedModality each :
                    JSON.readValue(text(file, "vavl.modalities"), new TypeReference<List<DescribedModality>>() {})) {
                modalities.put(
                        new Modality(each.name(), each.width()),
                        new ExtractorId(each.extractor(), each.extractorVersion()));
            }
            JsonNode model = JSON.readTree(text(file, "vavl.model"));
            Task task = JSON.readValue(text(file, "vavl.task"), Task.class);
            Map<String, String> facts =
                    JSON.readValue(text(file, "vavl.provenance"), new TypeReference<Map<String, String>>() {});
            return new Description(
                    ModelConfigurations.read(model),
                    task,
                    modalities,
                    new Provenance(facts, text(file, "vavl.card")),
                    calibration(file));
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
            throw new VavlException(
                    file.path() + ": its description of the model cannot be read: " + e.getMessage(), e);
        }
    }

    private static String text(SafetensorsFile file, String key) {
        String text = file.metadata().get(key);
        if (text == null) {
            throw new VavlException(file.path() + " lacks " + key + " in its metadata");
        }
        return text;
    }
}
