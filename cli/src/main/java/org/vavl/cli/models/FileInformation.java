package org.vavl.cli.models;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.Locale;
import org.vavl.cli.output.ResultOutput;
import org.vavl.core.compute.Device;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.model.EmotionModel;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.ModelFileCheck;
import org.vavl.model.inference.TrainedModel;
import org.vavl.recognition.metadata.ModelMetadata;
import org.vavl.recognition.onnx.ExportedFile;
import org.vavl.recognition.onnx.ExportedModel;
import org.vavl.recognition.onnx.OnnxLayout;

/** Says what is in a file: a model, or what was exported of one. */
final class FileInformation {
    private FileInformation() {}

    /** An exported model as {@code --format json} prints it. */
    private record ExportDescription(@JsonUnwrapped FileDescription file, OnnxLayout onnx) {}

    /**
     * Prints it.
     *
     * @param path a run's folder or a file
     * @throws org.vavl.core.VavlException if it cannot be read, or holds nothing of this kind
     */
    static void print(Path path, ResultOutput output) {
        if (ExportedFile.isOne(path)) {
            printExport(path, output);
            return;
        }
        try (TrainedModel trained = ModelFile.read(TrainedRun.modelFile(path), Device.CPU)) {
            NetworkDescription network = NetworkDescription.of(trained.network());
            FileDescription description = FileDescription.of(network, trained.description());
            output.print(description, out -> FileText.print(description, out));
        }
    }

    private static void printExport(Path path, ResultOutput output) {
        ExportedModel exported = ExportedModel.read(path);
        ModelMetadata metadata = exported.metadata();
        try (EmotionModel network = ModelFileCheck.shapes(path, metadata)) {
            OnnxLayout layout = exported.layout();
            FileDescription file = FileDescription.of(NetworkDescription.of(network), exported.description());
            output.print(new ExportDescription(file, layout), out -> {
                out.printf(
                        Locale.ROOT,
                        "%-28s operators of version %d, weights in %s%n",
                        "ONNX",
                        layout.operators(),
                        layout.weights());
                FileText.print(file, out);
            });
        }
    }
}
