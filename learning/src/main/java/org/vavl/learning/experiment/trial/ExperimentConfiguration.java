package org.vavl.learning.experiment.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.core.configuration.ConfigurationException;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.core.configuration.ConfigurationWriter;
import org.vavl.core.configuration.YamlTree;
import org.vavl.learning.corpus.split.SplitRule;

/**
 * What an experiment compares.
 *
 * @param corpus the corpus's folder; in a file, relative to the file
 * @param task what is learnt; the corpus's own task if empty
 * @param split which clips are for what in the first trial: trial t has the t-th draw of the speakers or the t-th fold
 * @param trials how often each network is trained, from 1; each time with the next seed. Of folds at most as many as there are, since each is
 *     tested once. 0, the default, for all folds, and for {@value #USUAL_TRIALS} of other splits
 * @param partitions the corpus's partitions, one a trial, in the place of {@code split} and {@code trials}; empty for none
 * @param seed of the first trial
 * @param preset of the paper's seven networks, which take part if {@code models} is empty
 * @param models that take part; the first is compared with all others
 * @param training settings of all networks, laid over what each one's authors did; empty for none
 * @param metrics the columns of tables, such as {@code f1Macro}; what the paper measures if empty
 */
public record ExperimentConfiguration(
        String corpus,
        Optional<Task> task,
        SplitRule split,
        int trials,
        List<String> partitions,
        long seed,
        String preset,
        List<ModelEntry> models,
        Optional<JsonNode> training,
        List<String> metrics) {
    private static final int MOST_TRIALS = 1000;
    private static final int USUAL_TRIALS = 5;

    /** Copies the lists and checks the numbers. */
    public ExperimentConfiguration {
        if (trials < 0 || trials > MOST_TRIALS) {
            throw new IllegalArgumentException("trials is " + trials + ", and must be from 1 to " + MOST_TRIALS
                    + ", or 0 for all folds or " + USUAL_TRIALS);
        }
        partitions = List.copyOf(partitions);
        if (partitions.isEmpty() && split instanceof SplitRule.SpeakerFolds folds && trials > folds.folds()) {
            throw new IllegalArgumentException("trials is " + trials + ", and must be at most " + folds.folds()
                    + ", the folds of the split: each is tested once; more folds make more trials");
        }
        models = List.copyOf(models);
        metrics = List.copyOf(metrics);
        Set<String> names = new HashSet<>();
        models.forEach(model -> {
            if (!names.add(model.slug())) {
                throw new IllegalArgumentException("models has two called '" + model.label() + "', or nearly that");
            }
        });
    }

    /** Five trials of the paper's networks in the preset {@code small}, each on another draw of 70/15/15 of the speakers. */
    public static ExperimentConfiguration defaults() {
        return new ExperimentConfiguration(
                "",
                Optional.empty(),
                new SplitRule.SpeakerShares(1, SplitRule.DEFAULT_SEED),
                0,
                List.of(),
                1,
                "small",
                List.of(),
                Optional.empty(),
                List.of());
    }

    /**
     * Reads a configuration file.
     *
     * @param file YAML, of which everything but {@code corpus} may be missing
     * @param assignments such as {@code trials=3}, laid over the file
     * @throws VavlException with every problem that was found
     */
    public static ExperimentConfiguration read(Path file, List<String> assignments) {
        ObjectNode tree = YamlTree.read(file);
        YamlTree.override(tree, assignments);
        return of(tree, file, assignments);
    }

    /**
     * The same of a file that was read.
     *
     * @param tree of the file, with the assignments laid over it
     */
    public static ExperimentConfiguration of(ObjectNode tree, Path file, List<String> assignments) {
        JsonNode corpus = tree.get("corpus");
        if (corpus == null || !corpus.isTextual()) {
            throw new VavlException(file + ": 'corpus' is missing, and must name the corpus's folder");
        }
        tree.put(
                "corpus",
                file.toAbsolutePath()
                        .resolveSibling(corpus.textValue())
                        .normalize()
                        .toString());
        try {
            return ConfigurationReader.standard().read(tree, defaults());
        } catch (ConfigurationException e) {
            throw e.in(file.toString(), assignments);
        }
    }

    /** The configuration as a file that {@link #read} reads. */
    public String toYaml() {
        return ConfigurationWriter.standard().toYaml(partitions.isEmpty() ? withTrials(trialCount()) : this);
    }

    /** The same on another corpus, or on the same one called otherwise. */
    public ExperimentConfiguration withCorpus(String name) {
        return new ExperimentConfiguration(
                name, task, split, trials, partitions, seed, preset, models, training, metrics);
    }

    /** The same with other networks. */
    public ExperimentConfiguration withModels(List<ModelEntry> others) {
        return new ExperimentConfiguration(
                corpus, task, split, trials, partitions, seed, preset, others, training, metrics);
    }

    /** The same with another split. */
    public ExperimentConfiguration withSplit(SplitRule newSplit) {
        return new ExperimentConfiguration(
                corpus, task, newSplit, trials, partitions, seed, preset, models, training, metrics);
    }

    /** The same with so many trials. */
    public ExperimentConfiguration withTrials(int newTrials) {
        return new ExperimentConfiguration(
                corpus, task, split, newTrials, partitions, seed, preset, models, training, metrics);
    }

    /** The same on the corpus's partitions, one a trial. */
    public ExperimentConfiguration withPartitions(List<String> newPartitions) {
        return new ExperimentConfiguration(
                corpus, task, split, trials, newPartitions, seed, preset, models, training, metrics);
    }

    /** The same with another seed of the first trial. */
    public ExperimentConfiguration withSeed(long newSeed) {
        return new ExperimentConfiguration(
                corpus, task, split, trials, partitions, newSeed, preset, models, training, metrics);
    }

    /** The same with another preset of the paper's networks. */
    public ExperimentConfiguration withPreset(String newPreset) {
        return new ExperimentConfiguration(
                corpus, task, split, trials, partitions, seed, newPreset, models, training, metrics);
    }

    /** The same with settings of all networks. */
    public ExperimentConfiguration withTraining(JsonNode settings) {
        return new ExperimentConfiguration(
                corpus, task, split, trials, partitions, seed, preset, models, Optional.of(settings), metrics);
    }

    /** The same with other columns of tables. */
    public ExperimentConfiguration withMetrics(List<String> newMetrics) {
        return new ExperimentConfiguration(
                corpus, task, split, trials, partitions, seed, preset, models, training, newMetrics);
    }

    /** How many trials there are. */
    public int trialCount() {
        if (!partitions.isEmpty()) {
            return partitions.size();
        }
        if (trials > 0) {
            return trials;
        }
        return split instanceof SplitRule.SpeakerFolds folds ? folds.folds() : USUAL_TRIALS;
    }

    /** Whether trials have other clips for training and test from trial to trial, and share some; else only their seeds differ. */
    public boolean sharesClips() {
        return !partitions.isEmpty() || !(split instanceof SplitRule.Partition);
    }

    /**
     * Which clips are for what in a trial.
     *
     * @param trial from 1
     */
    public SplitRule splitOf(int trial) {
        if (!partitions.isEmpty()) {
            return new SplitRule.Partition(partitions.get(trial - 1));
        }
        if (split instanceof SplitRule.SpeakerShares shares) {
            return new SplitRule.SpeakerShares(
                    shares.train(), shares.development(), shares.test(), shares.trial() + trial - 1, shares.seed());
        }
        if (split instanceof SplitRule.SpeakerFolds folds) {
            int fold = (folds.fold() - 1 + trial - 1) % folds.folds() + 1;
            return new SplitRule.SpeakerFolds(folds.folds(), fold, folds.development(), folds.seed());
        }
        if (split instanceof SplitRule.Clips clips) {
            return new SplitRule.Clips(clips.order(), clips.trial() + trial - 1, clips.seed());
        }
        return split;
    }
}
