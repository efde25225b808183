package org.vavl.cli.models;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vavl.core.compute.Device;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Settings;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.OnnxExport;
import org.vavl.model.inference.TrainedModel;
import org.vavl.model.wav2vec2.Wav2Vec2Export;
import org.vavl.model.wav2vec2.Wav2Vec2Source;
import org.vavl.model.whisper.WhisperExport;
import org.vavl.model.whisper.WhisperSource;
import org.vavl.nn.onnx.WeightFormat;
import org.vavl.recognition.onnx.ExportedFile;
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
                "Writes a model, or an encoder of speech, as an ONNX file, which runs without libtorch: by vavl predict, vavl evaluate and the"
                        + " Java API, and by ONNX Runtime in Python, browsers and phones. The file has all that the model file has.")
public final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "RUN|MODEL|ENCODER",
            description =
                    "A run's folder, a model file, or an encoder of speech: a folder with a Whisper or a wav2vec 2.0 network as Hugging"
                            + " Face publishes it and vavl finetune writes it, or a file of OpenAI's or of tools/models/whisper_encoder.py.")
    private Path model;

    @Option(names = "--out", required = true, paramLabel = "FILE.onnx", description = "Where it is written.")
    private Path out;

    @Option(
            names = "--block",
            paramLabel = "N",
            description =
                    "Of an encoder: the block whose output it gives, from 1 on; default: Whisper's last one, and wav2vec 2.0's twelfth, or its"
                            + " last one if it has fewer.")
    private @Nullable Integer block;

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
        if (!ExportedFile.isOne(out)) {
            throw new ParameterException(
                    spec.commandLine(), "--out is " + out + ", and must end in .onnx, by which the file is known");
        }
        Integer upTo = block;
        if (upTo != null && upTo < 1) {
            throw new ParameterException(spec.commandLine(), "--block is " + upTo + ", and must be at least 1");
        }
        if (Wav2Vec2Source.isAt(model)) {
            int layers = upTo == null ? Wav2Vec2Settings.defaults().layers() : upTo;
            Wav2Vec2Export.write(out, Wav2Vec2Source.ofFolder(model), layers, format);
            return ExitCode.OK;
        }
        if (WhisperSource.isEncoder(model)) {
            WhisperExport.write(out, WhisperSource.of(model), upTo == null ? 0 : upTo, format);
            return ExitCode.OK;
        }
        if (upTo != null) {
            throw new ParameterException(spec.commandLine(), "--block is of encoders, and " + model + " is a model");
        }
        try (TrainedModel trained = ModelFile.read(TrainedRun.modelFile(model), Device.CPU)) {
            OnnxExport.write(out, trained, format);
        }
        return ExitCode.OK;
    }
}
