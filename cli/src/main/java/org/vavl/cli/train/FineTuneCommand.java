package org.vavl.cli.train;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vavl.cli.option.StoreOptions;
import org.vavl.cli.option.WrongUse;
import org.vavl.features.audio.whisper.WhisperExtractor;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.finetuning.FineTuning;
import org.vavl.learning.training.TrainingResult;
import org.vavl.learning.training.run.RunConfiguration;
import org.vavl.model.speech.SpeechEncoder;
import org.vavl.model.wav2vec2.Wav2Vec2Extractor;
import org.vavl.model.wav2vec2.Wav2Vec2Source;
import org.vavl.model.whisper.WhisperSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vavl finetune}. */
@Command(
        name = "finetune",
        mixinStandardHelpOptions = true,
        description =
                "Fine-tunes wav2vec 2.0 to what a corpus's clips were rated as, as the paper does before it extracts features."
                        + " The corpus is one of sound: import it with --acoustic waveform. The result is an extractor,"
                        + " --acoustic wav2vec2:FOLDER, as Hugging Face publishes such networks. A run that was interrupted is"
                        + " continued by the same command, and ends as if it had not been.")
public final class FineTuneCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TrainingOptions training;

    @Mixin
    private StoreOptions store;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FOLDER",
            description = "For the network; its training, with curves and checkpoints, is in FOLDER/run.")
    private Path out;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    FineTuneCommand() {}

    @Override
    public Integer call() {
        WrongUse.unlessSettings(spec.commandLine(), training.assignments());
        WrongUse.unlessFolder(spec.commandLine(), "--out", out);
        RunConfiguration configuration = WrongUse.unlessAssigned(
                spec.commandLine(),
                () -> FineTuning.read(
                        training.file(), training.assignments(), TrainingOptions::defaultsOf, this::encoder));
        try (CorpusFolder corpus = CorpusFolder.open(Path.of(configuration.corpus()));
                TrainingProgress progress =
                        new TrainingProgress(spec.commandLine().getErr())) {
            TrainingResult result = FineTuning.run(configuration, corpus, out, progress);
            progress.close();
            training.print(out, result);
        }
        return ExitCode.OK;
    }

    private SpeechEncoder encoder(String name) {
        return switch (name) {
            case Wav2Vec2Extractor.NAME -> new SpeechEncoder.OfWav2Vec2(Wav2Vec2Source.find(store.weights()));
            case WhisperExtractor.NAME -> new SpeechEncoder.OfWhisper(WhisperSource.ofStore(store.store()));
            default ->
                SpeechEncoder.of(
                        training.file().toAbsolutePath().resolveSibling(name).normalize());
        };
    }
}
