package org.vavl.model.inference;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Head;
import org.vavl.core.weights.ElementType;
import org.vavl.core.weights.TensorDeclaration;
import org.vavl.core.weights.WeightFile;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfigurations;
import org.vavl.nn.ParameterStore;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.metadata.DensityTensors;
import org.vavl.recognition.metadata.ModelMetadata;
import org.vavl.recognition.onnx.ExportedWeights;

/** Checks that a model's file has what it says, before memory is taken for its network. */
public final class ModelFileCheck {
    private ModelFileCheck() {}

    /**
     * Requires that a file's tensors are those of the network that it describes.
     *
     * @param mayLack whether parameters may be missing
     * @throws VavlException if they are not, or the description makes no sense
     */
    static void require(WeightFile file, ModelMetadata metadata, boolean mayLack) {
        requireConfiguration(file.path(), metadata);
        requireElementTypes(file);
        requireFitting(file, metadata, mayLack);
    }

    private static void requireConfiguration(Path path, ModelMetadata metadata) {
        try {
            ModelConfigurations.readWhole(metadata.configuration());
        } catch (IllegalArgumentException | VavlException e) {
            throw new VavlException(
                    path + ": its description of the model cannot be read: " + oneLine(e.getMessage()), e);
        }
    }

    /** The network that a file describes. */
    static EmotionModel build(ModelMetadata metadata, ParameterStore parameters) {
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
                    .filter(ModelFileCheck::isParameter)
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

    private static boolean isParameter(String tensor) {
        return !StatisticsTensors.isOne(tensor) && !DensityTensors.isOne(tensor);
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

    /** @throws VavlException if what the file says of heads is not of the network's */
    static void requireHeads(Path path, ModelMetadata metadata, EmotionModel network) {
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
