package org.vavl.cli.models;

import java.nio.file.Path;
import org.vavl.cli.output.ResultOutput;
import org.vavl.core.compute.Device;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TrainedModel;
import org.vavl.recognition.onnx.ExportedFile;

/** Says what is in a file: a model, or what was exported of one. */
final class FileInformation {
    private FileInformation() {}

    /**
     * Prints it.
     *
     * @param path a run's folder or a file
     * @throws org.vavl.core.VavlException if it cannot be read, or holds nothing of this kind
     */
    static void print(Path path, ResultOutput output) {
        if (ExportedFile.isOne(path)) {
            ExportInformation.print(path, output);
            return;
        }
        try (TrainedModel trained = ModelFile.read(TrainedRun.modelFile(path), Device.CPU)) {
            NetworkDescription network = NetworkDescription.of(trained.network());
            FileDescription description = FileDescription.of(network, trained.description());
            output.print(description, out -> FileText.print(description, out));
        }
    }
}
