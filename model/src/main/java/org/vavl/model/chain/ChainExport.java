package org.vavl.model.chain;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.audio.speech.SpeechVersion;
import org.vavl.features.audio.whisper.DigitalSilence;
import org.vavl.features.audio.whisper.WhisperExtractor;
import org.vavl.features.audio.whisper.WhisperSettings;
import org.vavl.features.audio.whisper.WhisperSpectrum;
import org.vavl.features.audio.whisper.WhisperVersion;
import org.vavl.features.vision.VisualVersion;
import org.vavl.model.GraphHead;
import org.vavl.model.GraphSequence;
import org.vavl.model.face.FaceModel;
import org.vavl.model.inference.GraphHeads;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.ParameterDigest;
import org.vavl.model.inference.TrainedModel;
import org.vavl.model.whisper.WhisperChain;
import org.vavl.model.whisper.WhisperSource;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphDimension;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;
import org.vavl.nn.onnx.WeightFormat;
import org.vavl.recognition.inference.BuiltInModels;
import org.vavl.recognition.onnx.ChainLayout;
import org.vavl.recognition.onnx.ExportedFaceProvider;

/**
 * Writes a model with its extractors as one ONNX file, from samples and face crops to the heads, of one clip at a time; {@link ChainLayout} describes it. What
 * stays outside is to find speech and faces.
 */
public final class ChainExport {
    private static final GraphDimension ONE = GraphDimension.of(1);
    private static final String FACE_MODEL = ExportedFaceProvider.NAME;

    private final WeightSources weights;
    private final GraphBuilder graph;
    private final Map<String, ChainLayout.Input> inputs = new LinkedHashMap<>();
    private final Map<Modality, GraphSequence> features = new LinkedHashMap<>();

    private ChainExport(WeightSources weights, GraphBuilder graph) {
        this.weights = weights;
        this.graph = graph;
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @param model a model file, or what was exported of one
     * @param weights where those of the extractors are, if they are not the built-in ones
     * @param format of all weights
     * @throws VavlException if the network or an extractor cannot be written as a graph, an extractor is not the one of the model's features, or the
     *     file cannot be written
     */
    public static void write(Path file, Path model, WeightSources weights, WeightFormat format) {
        try (GraphHeads network = GraphHeads.read(model)) {
            GraphBuilder graph = new GraphBuilder(network.parameters(), format);
            ChainExport chain = new ChainExport(weights, graph);
            network.modalities()
                    .forEach(modality -> chain.extract(
                            modality,
                            network.extractor(modality)
                                    .orElseThrow(() -> new VavlException(
                                            model + " does not say what makes its " + modality.name() + " features"))));
            Map<Head, GraphHead> heads = network.write(graph, chain.features);
            Map<String, String> metadata = new LinkedHashMap<>(network.metadata());
            ChainLayout layout = new ChainLayout(
                    ChainLayout.FORMAT,
                    GraphBuilder.OPERATOR_SET,
                    format.toString(),
                    chain.inputs,
                    network.named(heads));
            metadata.put(ChainLayout.KEY, layout.write());
            graph.write(file, "vavl", metadata);
        }
    }

    private void extract(Modality modality, ExtractorId id) {
        switch (id.name()) {
            case WhisperExtractor.NAME -> hear(modality, id);
            case FACE_MODEL -> see(modality, id);
            default ->
                throw new VavlException("the " + modality.name() + " features are of the extractor " + id.name()
                        + ", and those that can be made in a graph are of " + WhisperExtractor.NAME + " and "
                        + FACE_MODEL);
        }
    }

    private void hear(Modality modality, ExtractorId id) {
        ExtractorId alone =
                SpeechVersion.parse(id).map(SpeechVersion::extractor).orElse(id);
        new Extractors(weights).acoustic(alone).ifPresent(AcousticExtractor::close); // else it says what is here
        WhisperSettings settings = WhisperVersion.settings(alone);
        ChainLayout.Sound sound = new ChainLayout.Sound(
                "features.samples",
                "valid.samples",
                WhisperSpectrum.SAMPLE_RATE,
                WhisperSpectrum.LEAST_SAMPLES,
                settings.windowFrames() * DigitalSilence.FRAME);
        GraphDimension samples = GraphDimension.any("samples");
        GraphValue sound1N = graph.input(sound.features(), GraphType.FLOAT32, List.of(ONE, samples));
        GraphValue speech1N = graph.input(sound.valid(), GraphType.BOOLEAN, List.of(ONE, samples));
        inputs.put(modality.name(), sound);
        features.put(
                modality,
                from(
                        WhisperExtractor.NAME,
                        BuiltInModels.SPEECH,
                        file -> WhisperChain.write(sound1N, speech1N, WhisperSource.of(file), settings)));
    }

    private void see(Modality modality, ExtractorId id) {
        String wanted = VisualVersion.of(id).extractorVersion();
        features.put(modality, from(FACE_MODEL, BuiltInModels.FACES, file -> see(modality, file, wanted)));
    }

    private GraphSequence see(Modality modality, Path file, String wanted) {
        try (TrainedModel trained = ModelFile.read(file, Device.CPU)) {
            String here = ParameterDigest.of(trained);
            if (!(trained.network() instanceof FaceModel faces) || !here.equals(wanted)) {
                throw new VavlException("the model was trained on features of " + FACE_MODEL + " " + wanted
                        + ", and here is " + here + ": name the right one with --extractor " + FACE_MODEL + "=FILE");
            }
            ChainLayout.Faces input = new ChainLayout.Faces("features.pixels", "valid.pixels", faces.side());
            long pixels = (long) faces.side() * faces.side();
            GraphDimension frames = GraphDimension.any("frames." + modality.name());
            GraphValue pixels1TP =
                    graph.input(input.features(), GraphType.FLOAT32, List.of(ONE, frames, GraphDimension.of(pixels)));
            GraphValue valid1T = graph.input(input.valid(), GraphType.BOOLEAN, List.of(ONE, frames));
            inputs.put(modality.name(), input);
            graph.add(trained.network().parameters(), "faces.");
            GraphValue embeddedTE = graph.in("faces", () -> faces.writeEmbedding(pixels1TP.reshape(-1, pixels)));
            return new GraphSequence(embeddedTE.unsqueeze(0), valid1T);
        }
    }

    private GraphSequence from(String name, BuiltInModels builtIn, Function<Path, GraphSequence> writing) {
        return weights.path(name).map(writing).orElseGet(() -> builtIn.read(writing));
    }
}
