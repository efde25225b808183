package org.vavl.learning.finetuning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.core.configuration.ConfigurationException;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.folder.ExtractorInformation;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.TrainingResult;
import org.vavl.learning.training.run.RunConfiguration;
import org.vavl.learning.training.run.RunFolder;
import org.vavl.learning.training.run.Trainer;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TrainedModel;
import org.vavl.model.speech.SpeechEncoder;

/**
 * Fine-tunes a wav2vec 2.0 network or a Whisper encoder to what a corpus's clips were rated as, and writes it as Hugging Face publishes such networks, so that it
 * is an extractor again. The training is one like any other: it goes on where it was interrupted, and keeps the epoch that is best on the
 * development set.
 *
 * <pre>{@code
 * corpus: corpora/mine-sound            # imported with --acoustic waveform
 * model: {encoder: wav2vec2, layers: 12, headWidth: 1024, headDropout: 0.5}
 * training: {epochs: 10, batchSize: 32, learningRate: 1e-4}
 * }</pre>
 */
public final class FineTuning {
    /** The folder of the training within the result's. */
    private static final String RUN = "run";

    private static final String MODEL = "model";

    private FineTuning() {}

    /** Finds the network that a configuration names. */
    @FunctionalInterface
    public interface Encoders {
        /**
         * The network.
         *
         * @param name {@code wav2vec2}, {@code whisper}, or a folder or file, relative to the configuration's file
         * @throws VavlException if it is not there or cannot be read
         */
        SpeechEncoder named(String name);
    }

    /**
     * Reads a configuration: as of any training, but for the section {@code model}, which is {@link EncoderSettings}.
     *
     * @param assignments laid over the file: {@code path.to.key=value}
     * @param lookup tells the task and the batch size of a corpus where the file has none
     * @throws VavlException with every problem that was found
     */
    public static RunConfiguration read(
            Path file, List<String> assignments, RunConfiguration.CorpusLookup lookup, Encoders encoders) {
        return RunConfiguration.read(
                file,
                assignments,
                lookup,
                tree -> tree.set(
                        MODEL, ModelConfigurations.format().write(network(file, assignments, tree, encoders))));
    }

    private static ModelConfiguration network(Path file, List<String> assignments, ObjectNode tree, Encoders encoders) {
        try {
            EncoderSettings settings = ConfigurationReader.standard()
                    .read(tree.deepCopy().retain(MODEL), new Section(EncoderSettings.defaults()))
                    .model();
            return settings.on(encoders.named(settings.encoder()));
        } catch (ConfigurationException e) {
            throw e.in(file.toString(), assignments);
        }
    }

    /** The section alone, so that problems are named with their path. */
    private record Section(EncoderSettings model) {}

    /**
     * Trains, and writes the best epoch's encoder.
     *
     * @param folder for the result; made if need be. The training is in {@value #RUN} below it
     * @throws org.vavl.learning.training.TrainingInterruptedException if this thread is interrupted; what was trained until then is kept
     * @throws VavlException as {@link Trainer#train}, or if the result cannot be written
     */
    public static TrainingResult run(
            RunConfiguration configuration, Corpus corpus, Path folder, TrainingListener listener) {
        try (RunFolder run = RunFolder.open(folder.resolve(RUN))) {
            TrainingResult result = Trainer.train(configuration, corpus, run, listener);
            try (TrainedModel best = ModelFile.read(result.model(), Device.CPU)) {
                SpeechEncoder.write(folder, best.network());
                ExtractorInformation.writeToExtractor(folder, best.provenance().information());
            }
            return result;
        }
    }
}
