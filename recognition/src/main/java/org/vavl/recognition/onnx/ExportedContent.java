package org.vavl.recognition.onnx;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.metadata.ModelMetadata;

/** What is in a file that {@code vavl export} wrote, as its metadata says it; nothing of it is run. */
public sealed interface ExportedContent
        permits ExportedModel, ExportedContent.Chain, ExportedContent.WhisperEncoder, ExportedContent.Wav2Vec2Encoder {
    /**
     * A model with its extractors, from samples and face crops on.
     *
     * @param metadata what the model file says that it was made from
     * @param description the same, of the network that is in the file
     * @param layout of the graph
     */
    record Chain(ModelMetadata metadata, ModelDescription description, ChainLayout layout) implements ExportedContent {}

    /**
     * The encoder of a Whisper network.
     *
     * @param digest tells its weights from others'
     */
    record WhisperEncoder(EncoderLayout layout, String digest) implements ExportedContent {}

    /**
     * A wav2vec 2.0 network.
     *
     * @param digest tells its weights from others'
     */
    record Wav2Vec2Encoder(Wav2Vec2Layout layout, String digest) implements ExportedContent {}

    /**
     * Reads what a file says, and checks the file.
     *
     * @throws VavlException if the file cannot be read, or is none that was exported
     */
    static ExportedContent read(Path path) {
        OnnxFile file = OnnxFile.open(path);
        Map<String, String> metadata = file.metadata();
        if (metadata.containsKey(ChainLayout.KEY)) {
            return chain(file);
        }
        if (metadata.containsKey(EncoderLayout.KEY)) {
            return new WhisperEncoder(ExportedWhisperEncoder.layout(file), encoderDigest(file));
        }
        if (metadata.containsKey(Wav2Vec2Layout.KEY)) {
            return new Wav2Vec2Encoder(ExportedWav2Vec2.layout(file), encoderDigest(file));
        }
        return ExportedModel.of(file);
    }

    private static Chain chain(OnnxFile file) {
        ModelMetadata metadata = ModelMetadata.of(file.path(), file.metadata());
        try {
            ChainLayout layout = ChainLayout.read(
                    file.metadata().getOrDefault(ChainLayout.KEY, ""),
                    metadata.modalities().keySet());
            return new Chain(metadata, ExportedDescription.of(file, metadata, layout.heads()), layout);
        } catch (VavlException e) {
            throw new VavlException(file.path() + ": is no exported model: " + e.getMessage(), e);
        }
    }

    private static String encoderDigest(OnnxFile file) {
        return Optional.ofNullable(file.metadata().get(OnnxLayout.DIGEST))
                .orElseThrow(() ->
                        new VavlException(file.path() + ": is no exported encoder: it lacks " + OnnxLayout.DIGEST));
    }
}
