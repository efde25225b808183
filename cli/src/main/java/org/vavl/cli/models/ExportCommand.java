package org.vavl.cli.models;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.StoreOptions;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Settings;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.model.chain.ChainExport;
import org.vavl.model.inference.OnnxExport;
import org.vavl.model.wav2vec2.Wav2Vec2Export;
import org.vavl.model.wav2vec2.Wav2Vec2Source;
import org.vavl.model.whisper.WhisperExport;
import org.vavl.model.whisper.WhisperSource;
import org.vavl.nn.onnx.WeightFormat;
import org.vavl.recognition.inference.BuiltInModels;
import org.vavl.recognition.onnx.ExportedFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
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
            arity = "0..1",
            paramLabel = "RUN|MODEL|ENCODER",
            description =
                    "What comes with Vavl, unless given; a run's folder, a model file, or an encoder of speech: a folder with a Whisper or a wav2vec 2.0 network as Hugging"
                            + " Face publishes it and vavl finetune writes it, or a file of OpenAI's or of tools/models/whisper_encoder.py.")
    private @Nullable Path model;

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

    @Option(
            names = "--extractors",
            description =
                    "Write whisper and face-model before the model, too: the file then takes samples and face crops. What finds speech and faces"
                            + " stays outside.")
    private boolean withExtractors;

    @Option(
            names = "--extractor",
            paramLabel = "NAME=PATH",
            description =
                    "With --extractors, where an extractor's weights are, if they are not the built-in ones, such as whisper=FILE; may be repeated.")
    private Map<String, Path> extractors = new LinkedHashMap<>();

    @Mixin
    private StoreOptions store;

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
        if (!withExtractors && !extractors.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--extractor is for --extractors, which is not there");
        }
        Path given = model;
        if (given == null) {
            BuiltInModels.EMOTION.read(file -> {
                writeModel(file);
                return file;
            });
        } else if (isEncoder(given)) {
            writeEncoder(given, upTo == null ? 0 : upTo);
        } else {
            writeModel(TrainedRun.modelFile(given));
        }
        return ExitCode.OK;
    }

    private static boolean isEncoder(Path given) {
        return Wav2Vec2Source.isAt(given) || WhisperSource.isEncoder(given);
    }

    /** @param upTo the block; 0 for the usual one */
    private void writeEncoder(Path encoder, int upTo) {
        if (withExtractors) {
            throw new ParameterException(
                    spec.commandLine(), "--extractors is of models, and " + encoder + " is an encoder");
        }
        if (Wav2Vec2Source.isAt(encoder)) {
            int layers = upTo == 0 ? Wav2Vec2Settings.defaults().layers() : upTo;
            Wav2Vec2Export.write(out, Wav2Vec2Source.ofFolder(encoder), layers, format);
        } else {
            WhisperExport.write(out, WhisperSource.of(encoder), upTo, format);
        }
    }

    private void writeModel(Path file) {
        if (block != null) {
            throw new ParameterException(
                    spec.commandLine(), "--block is of encoders, and " + file.getFileName() + " is a model");
        }
        if (withExtractors) {
            ChainExport.write(out, file, new WeightSources(store.store(), extractors), format);
        } else {
            OnnxExport.write(out, file, format);
        }
    }
}
