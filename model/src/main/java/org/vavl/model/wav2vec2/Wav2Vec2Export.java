package org.vavl.model.wav2vec2;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.core.compute.Device;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphDimension;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;
import org.vavl.nn.onnx.WeightFormat;
import org.vavl.recognition.onnx.OnnxLayout;
import org.vavl.recognition.onnx.Wav2Vec2Layout;

/** Writes a wav2vec 2.0 network as an ONNX file, whose inputs and output {@link Wav2Vec2Layout} describes. */
public final class Wav2Vec2Export {
    private static final GraphDimension CLIPS = GraphDimension.any("clips");
    private static final GraphDimension SAMPLES = GraphDimension.any("samples");

    private Wav2Vec2Export() {}

    /**
     * Writes the file, whole or not at all.
     *
     * @param layers of the transformer at most, the first ones
     * @param format of the weights; where rounding to it changes nothing, the features are the same extractor's
     * @throws org.vavl.core.VavlException if the weights cannot be read, or the file cannot be written
     */
    public static void write(Path file, Wav2Vec2Source source, int layers, WeightFormat format) {
        Wav2Vec2Configuration configuration = source.configuration().withLayersUpTo(layers);
        try (ParameterStore parameters = ParameterStore.uninitialised(Device.CPU)) {
            Wav2Vec2 network = new Wav2Vec2(parameters.root(), configuration, 0);
            String digest = Wav2Vec2Weights.loadAndDigest(source, parameters.root());
            GraphBuilder graph = new GraphBuilder(parameters, format);
            GraphValue samplesBN = graph.input(Wav2Vec2Layout.SAMPLES, GraphType.FLOAT32, List.of(CLIPS, SAMPLES));
            GraphValue validBN = graph.input(Wav2Vec2Layout.VALID, GraphType.BOOLEAN, List.of(CLIPS, SAMPLES));
            graph.output(
                    Wav2Vec2Layout.FRAMES,
                    network.write(samplesBN, validBN, channels(graph, configuration)),
                    GraphType.FLOAT32,
                    List.of(CLIPS, GraphDimension.any("frames"), GraphDimension.of(configuration.width())));
            Map<String, String> metadata = new LinkedHashMap<>();
            metadata.put(
                    Wav2Vec2Layout.KEY, layout(source, configuration, format).write());
            metadata.put(OnnxLayout.DIGEST, graph.isRounded() ? digest + "-" + format : digest);
            graph.write(file, "wav2vec2", metadata);
        }
    }

    /** Means and scales, where the network takes them. */
    private static List<GraphValue> channels(GraphBuilder graph, Wav2Vec2Configuration configuration) {
        if (configuration.norm() == Wav2Vec2Configuration.Norm.LAYER) {
            return List.of();
        }
        List<GraphDimension> shape = List.of(
                CLIPS, GraphDimension.of(configuration.convolutions().get(0).channels()));
        return List.of(
                graph.input(Wav2Vec2Layout.MEAN, GraphType.FLOAT32, shape),
                graph.input(Wav2Vec2Layout.SCALE, GraphType.FLOAT32, shape));
    }

    private static Wav2Vec2Layout layout(
            Wav2Vec2Source source, Wav2Vec2Configuration configuration, WeightFormat format) {
        return new Wav2Vec2Layout(
                Wav2Vec2Layout.FORMAT, GraphBuilder.OPERATOR_SET, format.toString(), configuration, source.input());
    }
}
