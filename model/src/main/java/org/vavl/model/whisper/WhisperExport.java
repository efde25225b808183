package org.vavl.model.whisper;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphDimension;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;
import org.vavl.nn.onnx.WeightFormat;
import org.vavl.recognition.onnx.EncoderLayout;
import org.vavl.recognition.onnx.OnnxLayout;

/** Writes a Whisper network's encoder as an ONNX file, whose inputs and output {@link EncoderLayout} describes. */
public final class WhisperExport {
    private static final GraphDimension CLIPS = GraphDimension.any("clips");
    private static final GraphDimension SPECTRA = GraphDimension.any("spectra");

    private WhisperExport() {}

    /**
     * Writes the file, whole or not at all.
     *
     * @param block whose output it gives, from 1 on; 0 for the last one
     * @param format of the weights; where rounding to it changes nothing, the features are the same extractor's
     * @throws VavlException if the weights cannot be read, there is no such block, or the file cannot be written
     */
    public static void write(Path file, WhisperSource source, int block, WeightFormat format) {
        WhisperConfiguration configuration = source.configuration().upToOrLast(block);
        try (ParameterStore parameters = ParameterStore.uninitialised(Device.CPU)) {
            Whisper network = new Whisper(parameters.root(), configuration, 0);
            String digest = WhisperWeights.loadAndDigest(source, parameters.root());
            GraphBuilder graph = new GraphBuilder(parameters, format);
            GraphValue melBTM = graph.input(
                    EncoderLayout.SPECTRUM,
                    GraphType.FLOAT32,
                    List.of(CLIPS, SPECTRA, GraphDimension.of(configuration.melBands())));
            GraphValue validBT = graph.input(EncoderLayout.VALID, GraphType.BOOLEAN, List.of(CLIPS, SPECTRA));
            graph.output(
                    EncoderLayout.FRAMES,
                    network.write(melBTM, validBT),
                    GraphType.FLOAT32,
                    List.of(CLIPS, GraphDimension.any("frames"), GraphDimension.of(configuration.width())));
            graph.write(
                    file,
                    "whisper",
                    Map.of(
                            EncoderLayout.KEY,
                            layout(configuration, format).write(),
                            WhisperSource.CONFIGURATION_KEY,
                            WhisperFolder.json(configuration),
                            OnnxLayout.DIGEST,
                            graph.isRounded() ? digest + "-" + format : digest));
        }
    }

    private static EncoderLayout layout(WhisperConfiguration configuration, WeightFormat format) {
        return new EncoderLayout(
                EncoderLayout.FORMAT,
                GraphBuilder.OPERATOR_SET,
                format.toString(),
                EncoderLayout.WHISPER,
                configuration.melBands(),
                configuration.width(),
                configuration.blocks(),
                configuration.positions());
    }
}
