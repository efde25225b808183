package org.vavl.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.core.file.AtomicFile;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.folder.CorpusWriter;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;
import org.vavl.learning.evaluation.Evaluation;
import org.vavl.learning.evaluation.Evaluator;
import org.vavl.learning.evaluation.Predictions;
import org.vavl.learning.metrics.ClassificationMetrics;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.run.CorpusDefaults;
import org.vavl.learning.training.run.RunConfiguration;
import org.vavl.learning.training.run.RunFolder;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.learning.training.run.Trainer;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TrainedModel;

/**
 * The main job from end to end, in a folder: a corpus made from code, a model trained on it, and what the model says of speakers
 * whom it does not know, with both modalities and with one taken away.
 */
final class Demonstration {
    private static final long SEED = 1;
    private static final int SPEAKERS = 40;
    private static final int CLIPS_PER_SPEAKER = 15;
    private static final int BATCH = 32;
    private static final String CONFIGURATION = "demo.yaml";

    private final Path folder;
    private final SyntheticSettings settings;

    /** @param folder where corpus, configuration and run go; what is there already is taken as it is */
    Demonstration(Path folder) {
        this(folder, SyntheticSettings.standard(SEED).withSize(SPEAKERS, CLIPS_PER_SPEAKER));
    }

    Demonstration(Path folder, SyntheticSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /**
     * One line of the result.
     *
     * @param given what the model was given of each clip
     * @param answeredBy which heads answered
     * @param clips how many
     * @param accuracy share of correct predictions
     * @param f1Macro mean F1 over the emotions
     */
    record Row(String given, String answeredBy, int clips, double accuracy, double f1Macro) {}

    /**
     * The result.
     *
     * @param model the model file
     * @param rows with both modalities, with one, and each clip with what it has
     * @param chance the accuracy of guessing
     */
    record Result(Path model, List<Row> rows, double chance) {}

    Path corpusFolder() {
        return folder.resolve("corpus");
    }

    Path runFolder() {
        return folder.resolve("run");
    }

    Path configuration() {
        return folder.resolve(CONFIGURATION);
    }

    /** Makes the corpus and the configuration file, unless they are there. */
    void prepare() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new VavlException(folder + " cannot be made: " + e.getMessage(), e);
        }
        if (Files.notExists(configuration())) {
            AtomicFile.write(configuration(), resource());
        }
        if (Files.notExists(corpusFolder())) {
            writeCorpus();
        }
    }

    private static String resource() {
        try (InputStream in = Demonstration.class.getResourceAsStream(CONFIGURATION)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(CONFIGURATION + " cannot be read", e);
        }
    }

    private void writeCorpus() {
        CorpusDescription description = new CorpusDescription(
                "synthetic", SyntheticCorpus.classification(), "made from code, seed " + SEED, "Apache-2.0", List.of());
        try (SyntheticCorpus corpus = new SyntheticCorpus(settings);
                CorpusWriter writer = CorpusWriter.create(
                        corpusFolder(),
                        description,
                        corpus.modalities().stream().map(Modality::name).toList())) {
            for (Clip clip : corpus.clips()) {
                writer.add(
                        new ClipEntry(clip.id(), clip.speaker(), clip.labels(), clip.traits(), Map.of()),
                        features(clip));
            }
            writer.commit();
        }
    }

    private static Map<String, FeatureSequence> features(Clip clip) {
        Map<String, FeatureSequence> features = new LinkedHashMap<>();
        clip.features().forEach((modality, sequence) -> features.put(modality, sequence.get()));
        return features;
    }

    /** Trains the model, or goes on where it was interrupted. */
    void train(TrainingListener listener) {
        RunConfiguration configuration = RunConfiguration.read(
                configuration(), List.of(), corpus -> CorpusDefaults.of(SyntheticCorpus.classification()));
        try (CorpusFolder corpus = CorpusFolder.open(corpusFolder());
                RunFolder run = RunFolder.open(runFolder())) {
            Trainer.train(configuration, corpus, run, listener);
        }
    }

    /** Measures the model on the test set. */
    Result evaluate() {
        Path file = TrainedRun.modelFile(runFolder());
        try (CorpusFolder corpus = CorpusFolder.open(corpusFolder());
                TrainedModel model = ModelFile.read(file, Device.CPU)) {
            List<Clip> test = new TrainedRun(model.description()).clips(corpus, Part.TEST);
            List<String> all = corpus.modalities().stream().map(Modality::name).toList();
            List<Clip> complete = test.stream()
                    .filter(clip -> clip.modalities().containsAll(all))
                    .toList();
            Evaluator evaluator = new Evaluator(model, Precision.FLOAT32, BATCH);
            List<Row> rows = List.of(
                    row("voice and face", evaluator, complete),
                    row("voice alone, the face taken away", evaluator, only(complete, Modality.ACOUSTIC)),
                    row("face alone, the voice taken away", evaluator, only(complete, Modality.VISUAL)),
                    row("all test clips, some without voice or face", evaluator, test));
            return new Result(file, rows, 1.0 / corpus.task().outputs());
        }
    }

    private static Row row(String given, Evaluator evaluator, List<Clip> clips) {
        Predictions predictions = evaluator.predict(clips);
        String heads = predictions.rows().stream()
                .flatMap(row -> row.selectedHeads().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        Evaluation.Subject subject = new Evaluation.Subject("demo", "synthetic", given, Map.of());
        ClassificationMetrics metrics =
                (ClassificationMetrics) Evaluation.of(subject, predictions).answer();
        return new Row(given, heads, clips.size(), metrics.accuracy(), metrics.f1Macro());
    }

    private static List<Clip> only(List<Clip> clips, String modality) {
        return clips.stream().map(clip -> clip.only(Set.of(modality))).toList();
    }
}
