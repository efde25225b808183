package org.vavl.model.inference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.model.EmotionModel;
import org.vavl.model.ExportableNetwork;
import org.vavl.model.GraphHead;
import org.vavl.model.GraphSequence;
import org.vavl.model.ModelConfigurations;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphDimension;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;
import org.vavl.nn.onnx.WeightFormat;
import org.vavl.recognition.metadata.DensityTensors;
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
        if (!(model.network() instanceof ExportableNetwork network)) {
            String family = ModelConfigurations.format()
                    .write(model.network().configuration())
                    .path("name")
                    .asText();
            throw new VavlException(file + ": networks of the kind '" + family + "' cannot be exported to ONNX");
        }
        GraphBuilder graph = new GraphBuilder(network.parameters(), format);
        Map<Modality, GraphSequence> inputs = new LinkedHashMap<>();
        model.statistics().forEach((modality, statistics) -> inputs.put(modality, input(graph, modality, statistics)));
        Map<Head, GraphHead> heads = network.write(inputs);
        heads.forEach((head, written) -> output(graph, network, head, written));
        model.confidence().densities().forEach((head, density) -> DensityTensors.of(head, density)
                .forEach(one -> graph.tensor(one.name(), one.values(), one.shape())));
        Map<String, String> metadata = new LinkedHashMap<>(model.metadata().toMap());
        metadata.put(OnnxLayout.DIGEST, digest(model, format));
        metadata.put(OnnxLayout.KEY, layout(network, heads, format).write());
        graph.write(file, "vavl", metadata);
    }

    /** Rounded weights give other values. */
    private static String digest(TrainedModel model, WeightFormat format) {
        String digest = ParameterDigest.of(model);
        return format == WeightFormat.FLOAT32 ? digest : digest + "-" + format;
    }

    private static GraphSequence input(GraphBuilder graph, Modality modality, FeatureStatistics statistics) {
        String name = modality.name();
        GraphDimension frames = GraphDimension.any("frames." + name);
        GraphValue rawBTF = graph.input(
                OnnxLayout.features(name),
                GraphType.FLOAT32,
                List.of(CLIPS, frames, GraphDimension.of(modality.width())));
        GraphValue validBT = graph.input(OnnxLayout.valid(name), GraphType.BOOLEAN, List.of(CLIPS, frames));
        GraphValue meanF = graph.tensor(ModelFile.statistic(modality, "mean"), statistics.means(), modality.width());
        GraphValue deviationF =
                graph.tensor(ModelFile.statistic(modality, "deviation"), statistics.deviations(), modality.width());
        return graph.in(
                "statistics." + name,
                () -> new GraphSequence(
                        ValidFrames.zeroInvalid(rawBTF.minus(meanF).dividedBy(deviationF), validBT), validBT));
    }

    private static void output(GraphBuilder graph, EmotionModel network, Head head, GraphHead written) {
        graph.output(
                OnnxLayout.head(head.name()),
                written.outputsBC(),
                GraphType.FLOAT32,
                List.of(CLIPS, GraphDimension.of(network.task().outputs())));
        graph.output(
                OnnxLayout.embedding(head.name()),
                written.embeddingsBD(),
                GraphType.FLOAT32,
                List.of(CLIPS, GraphDimension.of(written.width())));
    }

    private static OnnxLayout layout(EmotionModel network, Map<Head, GraphHead> written, WeightFormat format) {
        List<OnnxLayout.NamedHead> heads = new ArrayList<>();
        for (Head head : network.heads()) {
            heads.add(new OnnxLayout.NamedHead(
                    head.name(),
                    head.modalities().stream().map(Modality::name).toList(),
                    Objects.requireNonNull(written.get(head), head.name()).width()));
        }
        Map<String, Integer> mostFrames = new LinkedHashMap<>();
        network.modalities().forEach(modality -> mostFrames.put(modality.name(), network.mostFrames(modality)));
        return new OnnxLayout(OnnxLayout.FORMAT, GraphBuilder.OPERATOR_SET, format.toString(), heads, mostFrames);
    }
}
