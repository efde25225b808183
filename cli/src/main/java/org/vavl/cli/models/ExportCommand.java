package org.vavl.cli.models;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vavl.core.compute.Device;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.OnnxExport;
import org.vavl.model.inference.TrainedModel;
import org.vavl.nn.onnx.WeightFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes a model as an ONNX file, which runs without libtorch: by vavl predict, vavl evaluate and the"
                        + " Java API, and by ONNX Runtime in Python, browsers and phones. The file has all that the model file has.")
public final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN|MODEL", description = "A run's folder or a model file.")
    private Path model;

    @Option(names = "--out", required = true, paramLabel = "FILE.onnx", description = "Where it is written.")
    private Path out;

    @Option(
            names = "--precision",
            paramLabel = "FORMAT",
            description = "How weights are stored: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}."
                    + " Everything is computed in float32; float16 makes the file half as large, int8 a quarter.")
    private WeightFormat format = WeightFormat.FLOAT32;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ExportCommand() {}

    @Override
    public Integer call() {
        if (!out.toString().endsWith(".onnx")) {
            throw new ParameterException(
                    spec.commandLine(), "--out is " + out + ", and must end in .onnx, by which the file is known");
        }
        try (TrainedModel trained = ModelFile.read(TrainedRun.modelFile(model), Device.CPU)) {
            OnnxExport.write(out, trained, format);
        }
        return ExitCode.OK;
    }
}
