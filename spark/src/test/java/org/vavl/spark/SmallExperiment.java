package org.vavl.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.folder.CorpusWriter;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.ExperimentConfiguration;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialLines;
import org.vavl.learning.experiment.trial.TrialResult;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.learning.training.TrainingListener;

/** An experiment that is made in a moment, on a corpus made from code, with what was said of its trials. */
public final class SmallExperiment {
    private final Path folder;
    private final List<String> said = new ArrayList<>();

    /** @param folder where the corpus {@code corpus} and the file {@code experiment.yaml} are made */
    public SmallExperiment(Path folder, String models) throws IOException {
        this.folder = folder;
        writeCorpus(folder.resolve("corpus"));
        Files.writeString(file(), """
                corpus: corpus
                trials: 2
                training: {epochs: 2, batchSize: 8, threads: 1, precision: float32}
                models:
                """ + models);
    }

    /** What is compared. */
    public Path file() {
        return folder.resolve("experiment.yaml");
    }

    private static void writeCorpus(Path target) {
        try (SyntheticCorpus corpus =
                        new SyntheticCorpus(SyntheticSettings.standard(1).withSize(8, 4));
                CorpusWriter writer = CorpusWriter.create(
                        target,
                        new CorpusDescription(corpus.name(), corpus.task(), "made from code", "Apache-2.0", List.of()),
                        corpus.modalities().stream().map(Modality::name).toList())) {
            for (Clip clip : corpus.clips()) {
                Map<String, FeatureSequence> features = clip.features().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().get()));
                writer.add(new ClipEntry(clip.id(), clip.speaker(), clip.labels(), clip.traits(), Map.of()), features);
            }
            writer.commit();
        }
    }

    /** Makes it in this process, or on Spark. */
    TrialResults run(String out, Function<Study, Experiment> experiment) {
        return Study.with(ExperimentConfiguration.read(file(), List.of()), folder.resolve(out), study -> experiment
                .apply(study)
                .run(new Said()));
    }

    /** What was said since the last time. */
    List<String> said() {
        List<String> lines = List.copyOf(said);
        said.clear();
        return lines;
    }

    /** All files of a folder by their names below it, each with a digest. */
    public static Map<String, Integer> files(Path root) throws IOException {
        Map<String, Integer> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return digests;
    }

    private final class Said implements TrialResults.Listener {
        @Override
        public TrainingListener started(Trial trial, int before, int all) {
            return TrainingListener.SILENT;
        }

        @Override
        public void skipped(Trial trial) {
            said.add(TrialLines.skipped(trial));
        }

        @Override
        public void done(Trial trial, TrialResult result) {
            said.add(TrialLines.done(trial, result));
        }

        @Override
        public void failed(TrialResults.Failure failure) {
            said.add(TrialLines.failed(failure));
        }
    }
}
