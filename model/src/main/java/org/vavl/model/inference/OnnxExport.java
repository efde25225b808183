package org.vavl.model.inference;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.model.GraphHead;
import org.vavl.model.GraphSequence;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphDimension;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;
import org.vavl.nn.onnx.WeightFormat;
import org.vavl.recognition.onnx.OnnxLayout;

/**
 * Writes a trained model as an ONNX file, which has all that its model file has: the network as a graph, whose inputs and outputs
 * {@link OnnxLayout} describes, the parameters under their names, the statistics of the features, by which the graph normalises them, and the
 * model file's metadata as it is there.
 */
public final class OnnxExport {
    private static final GraphDimension CLIPS = GraphDimension.any("clips");

    private OnnxExport() {}

    /**
     * Writes the file, whole or not at all.
     *
     * @param format of the weights
     * @throws VavlException if the network cannot be written as a graph, or the file cannot be written
     */
    public static void write(Path file, TrainedModel model, WeightFormat format) {
        write(file, GraphHeads.of(file, model), format); // which closes nothing
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @param model a model file, or what was exported of one
     * @param format of the weights
     * @throws VavlException if the model cannot be read, the network cannot be written as a graph, or the file cannot be written
     */
    public static void write(Path file, Path model, WeightFormat format) {
        try (GraphHeads network = GraphHeads.read(model)) {
            write(file, network, format);
        }
    }

    private static void write(Path file, GraphHeads network, WeightFormat format) {
        GraphBuilder graph = new GraphBuilder(network.parameters(), format);
        Map<Modality, GraphSequence> features = new LinkedHashMap<>();
        network.modalities().forEach(modality -> features.put(modality, input(graph, modality)));
        Map<Head, GraphHead> heads = network.write(graph, features);
        Map<String, String> metadata = new LinkedHashMap<>(network.metadata());
        metadata.put(OnnxLayout.DIGEST, graph.isRounded() ? network.digest() + "-" + format : network.digest());
        metadata.put(
                OnnxLayout.KEY, layout(network, network.named(heads), format).write());
        graph.write(file, "vavl", metadata);
    }

    private static GraphSequence input(GraphBuilder graph, Modality modality) {
        String name = modality.name();
        GraphDimension frames = GraphDimension.any("frames." + name);
        GraphValue rawBTF = graph.input(
                OnnxLayout.features(name),
                GraphType.FLOAT32,
                List.of(CLIPS, frames, GraphDimension.of(modality.width())));
        GraphValue validBT = graph.input(OnnxLayout.valid(name), GraphType.BOOLEAN, List.of(CLIPS, frames));
        return new GraphSequence(rawBTF, validBT);
    }

    private static OnnxLayout layout(GraphHeads network, List<OnnxLayout.NamedHead> heads, WeightFormat format) {
        Map<String, Integer> mostFrames = new LinkedHashMap<>();
        network.modalities().forEach(modality -> mostFrames.put(modality.name(), network.mostFrames(modality)));
        return new OnnxLayout(OnnxLayout.FORMAT, GraphBuilder.OPERATOR_SET, format.toString(), heads, mostFrames);
    }
}
