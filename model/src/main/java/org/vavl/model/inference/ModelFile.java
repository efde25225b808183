package org.vavl.model.inference;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.core.weights.ElementType;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.core.weights.TensorDeclaration;
import org.vavl.core.weights.WeightFile;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfigurations;
import org.vavl.nn.HostTensors;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.weights.TensorFiles;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.Confidence;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.metadata.DensityTensors;
import org.vavl.recognition.metadata.ModelMetadata;
import org.vavl.recognition.onnx.ExportedFile;
import org.vavl.recognition.onnx.ExportedWeights;

/**
 * The file of a trained model: one safetensors file, which Python reads with {@code safetensors}. Its tensors are the parameters by their names
 * and, for each modality, {@code statistics.NAME.mean} and {@code statistics.NAME.deviation}; its metadata says how the network is built, for which
 * task, on which extractors' features, where it comes from, how its probabilities are calibrated, how its final prediction is made of its heads' outputs, and when that
 * is not to be relied on. Where embeddings of the training clips lie is in tensors of their own, {@code density:HEAD.centres} and
 * {@code density:HEAD.whitening}. The same model gives the same bytes.
 */
public final class ModelFile {
    private static final String STATISTICS = "statistics.";

    private ModelFile() {}

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
                tensors.put(statistic(modality, "mean"), HostTensors.of(statistics.means(), modality.width()));
                tensors.put(
                        statistic(modality, "deviation"), HostTensors.of(statistics.deviations(), modality.width()));
            });
            model.confidence().densities().forEach((head, density) -> DensityTensors.of(head, density)
                    .forEach(one -> tensors.put(one.name(), HostTensors.of(one.values(), one.shape()))));
            TensorFiles.write(path, model.metadata().toMap(), tensors);
        }
    }

    /**
     * Reads a model with its parameters as they stand in the file: a model file, or an exported ONNX file that has all of them.
     *
     * @param device where its parameters will be
     * @throws VavlException if the file cannot be read, is no model, or its tensors do not fit what it says of the network; no memory was
     *     taken for the network then
     */
    public static TrainedModel read(Path path, Device device) {
        return read(path, ParameterStore.uninitialised(device), false, ModelFile::trained);
    }

    /**
     * The same, also of an exported file that has what answers need alone; the other parameters are 0, so that the model is for nothing but to be exported again.
     */
    static TrainedModel readToExport(Path path) {
        return read(path, ParameterStore.uninitialised(Device.CPU), true, ModelFile::trained);
    }

    private static TrainedModel trained(
            EmotionModel network, ModelDescription description, Map<Modality, FeatureStatistics> statistics) {
        return new TrainedModel(
                network,
                statistics,
                description.extractors(),
                description.provenance(),
                description.calibration(),
                description.fusion(),
                description.confidence());
    }

    /**
     * Reads a model, or what was exported of it, for inference in one precision, the only one that it is ever asked in: its matrices are kept in that, and laid out for
     * products with it.
     *
     * @param device where its parameters will be
     * @param precision of matrix multiplications
     * @throws VavlException as {@link #read}
     */
    public static TorchNetwork readForInference(Path path, Device device, Precision precision) {
        return read(
                path,
                ParameterStore.forInference(device, precision),
                true,
                (network, description, statistics) -> new TorchNetwork(network, description, statistics, precision));
    }

    /** Makes what is read of its parts. */
    @FunctionalInterface
    private interface Made<T> {
        T of(EmotionModel network, ModelDescription description, Map<Modality, FeatureStatistics> statistics);
    }

    private static <T> T read(Path path, ParameterStore parameters, boolean mayLack, Made<T> made) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned();
                WeightFile file = open(path)) {
            opened.add(parameters, ParameterStore::close);
            ModelMetadata metadata = ModelMetadata.of(file.path(), file.metadata());
            requireConfiguration(file.path(), metadata);
            requireElementTypes(file);
            requireFitting(file, metadata, mayLack && file instanceof ExportedWeights);
            EmotionModel network = build(metadata, parameters);
            Map<String, Tensor> there = parameters.parameters();
            parameters.load(there.keySet(), name -> read(file, name, there, parameters.device()), path.toString());
            requireHeads(path, metadata, network);
            return opened.returned(made.of(network, description(file, metadata, network), statistics(file, metadata)));
        }
    }

    private static WeightFile open(Path path) {
        return ExportedFile.isOne(path) ? ExportedWeights.open(path) : SafetensorsFile.open(path);
    }

    /** What an export lacks no answer needs; it is 0. */
    private static Tensor read(WeightFile file, String name, Map<String, Tensor> there, Device device) {
        return file.declarations().containsKey(name)
                ? TensorFiles.read(file, name, device)
                : torch.zeros_like(Objects.requireNonNull(there.get(name), name))
                        .to(ScalarType.Float);
    }

    private static ModelDescription description(WeightFile file, ModelMetadata metadata, EmotionModel network) {
        return new ModelDescription(
                network.task(),
                network.modalities(),
                network.heads(),
                metadata.extractors(),
                metadata.provenance(),
                metadata.calibration(),
                metadata.fusion(),
                confidence(file, metadata, network));
    }

    private static Confidence confidence(WeightFile file, ModelMetadata metadata, EmotionModel network) {
        try {
            Confidence confidence = metadata.confidence().with(new StoredTensors(file));
            TrainedModel.requireFitting(confidence, network);
            return confidence;
        } catch (IllegalArgumentException e) {
            throw new VavlException(file.path() + ": its " + ModelMetadata.CONFIDENCE + ": " + e.getMessage(), e);
        }
    }

    /** What a tensor of statistics is called. */
    static String statistic(Modality modality, String kind) {
        return STATISTICS + modality.name() + "." + kind;
    }

    private static boolean isParameter(String tensor) {
        return !tensor.startsWith(STATISTICS) && !DensityTensors.isOne(tensor);
    }

    private static void requireConfiguration(Path path, ModelMetadata metadata) {
        try {
            ModelConfigurations.readWhole(metadata.configuration());
        } catch (IllegalArgumentException | VavlException e) {
            throw new VavlException(
                    path + ": its description of the model cannot be read: " + oneLine(e.getMessage()), e);
        }
    }

    private static EmotionModel build(ModelMetadata metadata, ParameterStore parameters) {
        return ModelConfigurations.readWhole(metadata.configuration())
                .build(List.copyOf(metadata.modalities().keySet()), metadata.task(), parameters);
    }

    /** Compares the file's tensors with those of the network that it describes, before memory is taken for any. */
    private static void requireFitting(WeightFile file, ModelMetadata metadata, boolean mayLack) {
        try (PointerScope scope = new PointerScope();
                EmotionModel shapes = shapes(file.path(), metadata)) {
            Map<String, Tensor> expected = shapes.parameters().parameters();
            TreeSet<String> differing = new TreeSet<>(expected.keySet());
            differing.addAll(file.declarations().keySet().stream()
                    .filter(ModelFile::isParameter)
                    .toList());
            differing.removeIf(name -> {
                Tensor parameter = expected.get(name);
                TensorDeclaration entry = file.declarations().get(name);
                return entry == null
                        ? mayLack
                        : parameter != null && shape(parameter).equals(entry.shape());
            });
            if (!differing.isEmpty()) {
                throw new VavlException(
                        file.path() + " does not hold the network that it describes: " + differing.size()
                                + " of its parameters are missing, unknown or of another shape, the first is "
                                + differing.first()
                                + (file instanceof ExportedWeights
                                        ? "; an export has only what answers need: take the model file that it was made from"
                                        : ""));
            }
        }
    }

    /**
     * A network without values, as some file's metadata describes it.
     *
     * @param path the file, for the message
     * @throws VavlException if it cannot be built; settings that do not fit each other are found by building it
     */
    public static EmotionModel shapes(Path path, ModelMetadata metadata) {
        try {
            return build(metadata, ParameterStore.shapesOnly());
        } catch (IllegalArgumentException | VavlException e) {
            throw new VavlException(
                    path + ": the network that it describes cannot be built: " + oneLine(e.getMessage()), e);
        }
    }

    /** Models are written in float32; in any other type, they would be others without a word. */
    private static void requireElementTypes(WeightFile file) {
        file.declarations().forEach((name, entry) -> {
            if (entry.type() != ElementType.F32) {
                throw new VavlException(file.path() + ": tensor '" + name + "' has elements of type " + entry.type()
                        + ", and must have " + ElementType.F32);
            }
        });
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "a part of it is missing" : message.replaceAll("\\s*[\r\n]+\\s*", "; ");
    }

    private static List<Long> shape(Tensor tensor) {
        return Arrays.stream(tensor.shape()).boxed().toList();
    }

    private static Map<Modality, FeatureStatistics> statistics(WeightFile file, ModelMetadata metadata) {
        Map<Modality, FeatureStatistics> statistics = new LinkedHashMap<>();
        for (Modality modality : metadata.modalities().keySet()) {
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

    private static float[] floats(WeightFile file, Modality modality, String kind) {
        String name = statistic(modality, kind);
        if (!file.declarations().containsKey(name)) {
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

    private static void requireHeads(Path path, ModelMetadata metadata, EmotionModel network) {
        Calibration calibration = metadata.calibration();
        List<String> heads = network.heads().stream().map(Head::name).toList();
        if (!calibration.isOf(heads)) {
            throw new VavlException(path + ": its " + ModelMetadata.CALIBRATION + " is of " + calibration.names()
                    + ", and must be of its heads, " + heads);
        }
        try {
            TrainedModel.requireFitting(metadata.fusion(), network);
        } catch (IllegalArgumentException e) {
            throw new VavlException(path + ": its " + ModelMetadata.FUSION + ": " + e.getMessage(), e);
        }
    }
}
