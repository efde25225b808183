package org.vavl.learning.experiment.tuning;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.file.AtomicFile;
import org.vavl.learning.experiment.trial.ExperimentConfiguration;
import org.vavl.learning.experiment.trial.ModelEntry;
import org.vavl.learning.training.run.RunConfiguration;

/** What was chosen, as configurations that are ready to be used. The corpus is named from the file's folder, so that both can be moved together. */
final class ChosenFiles {
    private ChosenFiles() {}

    static void write(Tuning tuning, TuningResults results) {
        for (SearchResult search : results.searches()) {
            Path file = tuning.chosenFile(search);
            write(file, forTraining(results.chosen(search).candidate().run(), file));
        }
        write(tuning.experimentFile(), experiment(tuning, results).toYaml());
    }

    private static void write(Path file, String yaml) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new VavlException(file.getParent() + " cannot be made: " + e.getMessage(), e);
        }
        AtomicFile.write(file, yaml);
    }

    /** The candidate's training with every default spelled out; the network is the same, and its heads are weighted as {@code vavl train} does. */
    private static String forTraining(RunConfiguration run, Path file) {
        return new RunConfiguration(
                        corpusFrom(file, run.corpus()),
                        run.task(),
                        run.split(),
                        run.model(),
                        run.training(),
                        RunConfiguration.FusionRule.WEIGHTED)
                .toYaml();
    }

    /** Every network with what was chosen for it, in each trial its own where each had a search. */
    private static ExperimentConfiguration experiment(Tuning tuning, TuningResults results) {
        List<ModelEntry> chosen = tuning.networks().stream()
                .map(network -> chosen(network, tuning, results))
                .toList();
        ExperimentConfiguration experiment = tuning.configuration().experiment();
        return experiment.withModels(chosen).withCorpus(corpusFrom(tuning.experimentFile(), experiment.corpus()));
    }

    private static ModelEntry chosen(ModelEntry network, Tuning tuning, TuningResults results) {
        int epochs = tuning.configuration().tuning().epochs();
        List<SearchResult.Entry> entries =
                results.of(network.label()).stream().map(results::chosen).toList();
        if (entries.size() == 1) {
            return Candidate.lay(entries.get(0).candidate().values(), network, epochs);
        }
        ModelEntry base = Candidate.lay(Map.of(), network, epochs);
        return new ModelEntry(
                base.label(),
                base.model(),
                base.training(),
                Optional.of(entries.stream()
                        .map(entry -> Candidate.settings(entry.candidate().values()))
                        .toList()));
    }

    static String corpusFrom(Path file, String corpus) {
        Path folder = Path.of(corpus).toAbsolutePath().normalize();
        Path from = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent(), "a file's folder");
        return Objects.equals(folder.getRoot(), from.getRoot())
                ? from.relativize(folder).toString().replace(File.separatorChar, '/')
                : folder.toString();
    }
}
