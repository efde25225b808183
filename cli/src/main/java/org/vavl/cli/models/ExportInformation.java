package org.vavl.cli.models;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import org.vavl.cli.output.ResultOutput;
import org.vavl.model.EmotionModel;
import org.vavl.model.inference.ModelFileCheck;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.metadata.ModelMetadata;
import org.vavl.recognition.onnx.ChainLayout;
import org.vavl.recognition.onnx.EncoderLayout;
import org.vavl.recognition.onnx.ExportedContent;
import org.vavl.recognition.onnx.ExportedModel;
import org.vavl.recognition.onnx.OnnxLayout;
import org.vavl.recognition.onnx.Wav2Vec2Layout;

/** Says what is in a file that {@code export} wrote: a model, a model with its extractors, or an encoder. */
final class ExportInformation {
    private ExportInformation() {}

    /** An exported model as {@code --format json} prints it. */
    private record Model(@JsonUnwrapped FileDescription file, OnnxLayout onnx) {}

    /** An exported model with its extractors, in the same way. */
    private record Chain(@JsonUnwrapped FileDescription file, ChainLayout chain) {}

    /** An exported encoder of a Whisper network, in the same way. */
    private record WhisperEncoder(EncoderLayout encoder, String digest) {}

    /** An exported wav2vec 2.0 network, in the same way. */
    private record Wav2Vec2Encoder(Wav2Vec2Layout wav2vec2, String digest) {}

    static void print(Path path, ResultOutput output) {
        ExportedContent content = ExportedContent.read(path);
        if (content instanceof ExportedModel model) {
            FileDescription file = description(path, model.metadata(), model.description());
            output.print(new Model(file, model.layout()), out -> {
                ExportText.print(model.layout(), out);
                FileText.print(file, out);
            });
        } else if (content instanceof ExportedContent.Chain chain) {
            FileDescription file = description(path, chain.metadata(), chain.description());
            output.print(new Chain(file, chain.layout()), out -> {
                ExportText.print(chain.layout(), chain.description().task().outputs(), out);
                FileText.print(file, out);
            });
        } else if (content instanceof ExportedContent.WhisperEncoder encoder) {
            output.print(
                    new WhisperEncoder(encoder.layout(), encoder.digest()),
                    out -> ExportText.print(encoder.layout(), encoder.digest(), out));
        } else if (content instanceof ExportedContent.Wav2Vec2Encoder encoder) {
            output.print(
                    new Wav2Vec2Encoder(encoder.layout(), encoder.digest()),
                    out -> ExportText.print(encoder.layout(), encoder.digest(), out));
        }
    }

    private static FileDescription description(Path path, ModelMetadata metadata, ModelDescription model) {
        try (EmotionModel network = ModelFileCheck.shapes(path, metadata)) {
            return FileDescription.of(NetworkDescription.of(network), model);
        }
    }
}
