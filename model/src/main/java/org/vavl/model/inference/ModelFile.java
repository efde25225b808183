package org.vavl.model.inference;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.core.weights.WeightFile;
import org.vavl.model.EmotionModel;
import org.vavl.nn.HostTensors;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.weights.TensorFiles;
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
                tensors.put(
                        StatisticsTensors.name(modality, "mean"), HostTensors.of(statistics.means(), modality.width()));
                tensors.put(
                        StatisticsTensors.name(modality, "deviation"),
                        HostTensors.of(statistics.deviations(), modality.width()));
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
            ModelFileCheck.require(file, metadata, mayLack && file instanceof ExportedWeights);
            EmotionModel network = ModelFileCheck.build(metadata, parameters);
            Map<String, Tensor> there = parameters.parameters();
            parameters.load(there.keySet(), name -> read(file, name, there, parameters.device()), path.toString());
            ModelFileCheck.requireHeads(path, metadata, network);
            return opened.returned(
                    made.of(network, description(file, metadata, network), StatisticsTensors.read(file, metadata)));
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
}
