package org.vavl.learning.experiment.trial;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.core.file.FolderLock;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.folder.CorpusFolder;

/**
 * An experiment about to be made.
 *
 * @param configuration what is compared
 * @param corpus open as long as this is used
 * @param folder where runs and reports go
 * @param sideBySide how its trials are made
 */
public record Study(ExperimentConfiguration configuration, Corpus corpus, Path folder, TrialExecution sideBySide) {
    private static final String LOCK = "experiment.lock";

    /** One whose trials are made one after the other, in this process. */
    public Study(ExperimentConfiguration configuration, Corpus corpus, Path folder) {
        this(configuration, corpus, folder, TrialExecution.sequential());
    }

    /**
     * Does something with an experiment while its corpus is open and its folder is held against other processes.
     *
     * @param configuration names the corpus's folder
     * @param folder where runs and reports go; made if need be
     * @throws org.vavl.core.VavlException if the corpus cannot be opened, or another experiment is made in the folder
     */
    public static <T> T with(ExperimentConfiguration configuration, Path folder, Function<Study, T> something) {
        try (CorpusFolder corpus = CorpusFolder.open(Path.of(configuration.corpus()));
                FolderLock lock = FolderLock.take(folder, LOCK, "another experiment is made there")) {
            return something.apply(new Study(configuration, corpus, folder));
        }
    }

    /** The same with its trials made otherwise. */
    public Study sideBySide(TrialExecution otherwise) {
        return new Study(configuration, corpus, folder, otherwise);
    }

    /**
     * Every trial of every network.
     *
     * @throws org.vavl.core.VavlException if the settings of any cannot be read
     */
    public List<Trial> trials() {
        return trials(models());
    }

    /** The same with other networks. */
    public Study withModels(List<ModelEntry> models) {
        return new Study(configuration.withModels(models), corpus, folder, sideBySide);
    }

    /**
     * The same with some of its networks, in their order.
     *
     * @param labels theirs; none for all networks
     * @throws VavlException if a label is none's
     */
    public Study only(Collection<String> labels) {
        if (labels.isEmpty()) {
            return this;
        }
        List<String> known = models().stream().map(ModelEntry::label).toList();
        for (String label : labels) {
            if (!known.contains(label)) {
                throw new VavlException(
                        "there is no network called '" + label + "'; there are " + String.join(", ", known));
            }
        }
        return withModels(models().stream()
                .filter(model -> labels.contains(model.label()))
                .toList());
    }

    /** Makes the trials of some networks that are not done. */
    public TrialResults make(List<ModelEntry> models, TrialResults.Listener listener) {
        return new TrialSchedule(trials(models), runner(), sideBySide, listener).run();
    }

    /** The networks that take part. */
    public List<ModelEntry> models() {
        return configuration.models().isEmpty()
                ? PaperModels.in(configuration.preset(), corpus.modalities())
                : configuration.models();
    }

    /** The paper's networks that do not take part since they are published for two modalities alone; none where networks are named. */
    public List<String> leftOut() {
        return configuration.models().isEmpty() && corpus.modalities().size() > 2
                ? PaperModels.OF_TWO_ALONE
                : List.of();
    }

    /**
     * Every trial of some networks: the first of each, then the second and so on.
     *
     * @throws org.vavl.core.VavlException if the settings of any cannot be read, or the corpus cannot be split as they say
     */
    public List<Trial> trials(List<ModelEntry> models) {
        List<Trial> trials = new ArrayList<>();
        IntStream.rangeClosed(1, configuration.trialCount())
                .forEach(number -> models.forEach(model -> trials.add(Trial.of(configuration, corpus, model, number))));
        trials.stream().map(trial -> trial.run().split()).distinct().forEach(split -> split.split(corpus, task()));
        return trials;
    }

    private Task task() {
        return configuration.task().orElseGet(corpus::task);
    }

    /** Where an experiment's reports go. */
    public Path folder(String experiment) {
        return folder.resolve(experiment);
    }

    /** Trains and measures networks. */
    public TrialRunner runner() {
        return new TrialRunner(corpus, folder);
    }
}
