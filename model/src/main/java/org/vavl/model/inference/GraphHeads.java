package org.vavl.model.inference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.weights.WeightFile;
import org.vavl.model.ExportableNetwork;
import org.vavl.model.GraphHead;
import org.vavl.model.GraphSequence;
import org.vavl.model.ModelConfigurations;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphDimension;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;
import org.vavl.recognition.metadata.DensityTensors;
import org.vavl.recognition.onnx.ExportedFile;
import org.vavl.recognition.onnx.ExportedWeights;
import org.vavl.recognition.onnx.OnnxLayout;

/**
 * A trained network in a graph, from features as extractors give them to its heads, which come out of the graph as {@link OnnxLayout} says. For one thread
 * at a time.
 */
public final class GraphHeads implements AutoCloseable {
    private static final GraphDimension CLIPS = GraphDimension.any("clips");

    private final TrainedModel model;
    private final ExportableNetwork network;
    private final String digest;

    private GraphHeads(TrainedModel model, ExportableNetwork network, String digest) {
        this.model = model;
        this.network = network;
        this.digest = digest;
    }

    /**
     * Of a file: a model, or what was exported of one.
     *
     * @throws VavlException if the file cannot be read or is no model, or its network cannot be written as a graph
     */
    public static GraphHeads read(Path file) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            TrainedModel model = opened.add(ModelFile.readToExport(file), TrainedModel::close);
            ExportableNetwork network = exportable(file, model);
            return opened.returned(
                    new GraphHeads(model, network, digestOfExport(file).orElseGet(() -> ParameterDigest.of(model))));
        }
    }

    /**
     * Of a model, which is not closed before this is not needed any more.
     *
     * @param file what the message names
     * @throws VavlException if the network cannot be written as a graph
     */
    static GraphHeads of(Path file, TrainedModel model) {
        return new GraphHeads(model, exportable(file, model), ParameterDigest.of(model));
    }

    private static ExportableNetwork exportable(Path file, TrainedModel model) {
        if (model.network() instanceof ExportableNetwork network) {
            return network;
        }
        String family = ModelConfigurations.format()
                .write(model.network().configuration())
                .path("name")
                .asText();
        throw new VavlException(file + ": networks of the kind '" + family + "' cannot be exported to ONNX");
    }

    /** An export may lack parameters that no answer needs, and says itself of which network it is. */
    private static Optional<String> digestOfExport(Path file) {
        if (!ExportedFile.isOne(file)) {
            return Optional.empty();
        }
        try (WeightFile exported = ExportedWeights.open(file)) {
            return Optional.ofNullable(exported.metadata().get(OnnxLayout.DIGEST));
        }
    }

    /**
     * Writes the statistics, the network, and what comes out.
     *
     * @param features of each modality; what stands in frames that are not valid has no influence
     */
    public Map<Head, GraphHead> write(GraphBuilder graph, Map<Modality, GraphSequence> features) {
        Map<Modality, GraphSequence> normalised = new LinkedHashMap<>();
        model.statistics()
                .forEach((modality, statistics) -> normalised.put(
                        modality, normalised(Objects.requireNonNull(features.get(modality)), modality, statistics)));
        Map<Head, GraphHead> heads = network.write(normalised);
        heads.forEach((head, written) -> output(graph, head, written));
        model.confidence().densities().forEach((head, density) -> DensityTensors.of(head, density)
                .forEach(one -> graph.tensor(one.name(), one.values(), one.shape())));
        return heads;
    }

    /** The network's parameters. */
    public ParameterStore parameters() {
        return network.parameters();
    }

    /** The network's modalities, in its order. */
    public List<Modality> modalities() {
        return network.modalities();
    }

    /** Tells the network's parameters from others. */
    String digest() {
        return digest;
    }

    /** How many frames of a modality a clip may have. */
    int mostFrames(Modality modality) {
        return network.mostFrames(modality);
    }

    /** What made a modality's features; empty if nobody says. */
    public Optional<ExtractorId> extractor(Modality modality) {
        return Optional.ofNullable(model.extractors().get(modality.name()));
    }

    /** What a file's metadata has that the model file has. */
    public Map<String, String> metadata() {
        return model.metadata().toMap();
    }

    /** What the file's metadata says of the heads. */
    public List<OnnxLayout.NamedHead> named(Map<Head, GraphHead> written) {
        List<OnnxLayout.NamedHead> heads = new ArrayList<>();
        for (Head head : network.heads()) {
            heads.add(new OnnxLayout.NamedHead(
                    head.name(),
                    head.modalities().stream().map(Modality::name).toList(),
                    Objects.requireNonNull(written.get(head), head.name()).width()));
        }
        return heads;
    }

    private static GraphSequence normalised(GraphSequence raw, Modality modality, FeatureStatistics statistics) {
        GraphBuilder graph = raw.graph();
        GraphValue meanF = graph.tensor(StatisticsTensors.name(modality, "mean"), statistics.means(), modality.width());
        GraphValue deviationF =
                graph.tensor(StatisticsTensors.name(modality, "deviation"), statistics.deviations(), modality.width());
        return graph.in(
                "statistics." + modality.name(),
                () -> new GraphSequence(
                        ValidFrames.zeroInvalid(raw.framesBTF().minus(meanF).dividedBy(deviationF), raw.validBT()),
                        raw.validBT()));
    }

    private void output(GraphBuilder graph, Head head, GraphHead written) {
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

    /** Frees the model. */
    @Override
    public void close() {
        model.close();
    }
}
