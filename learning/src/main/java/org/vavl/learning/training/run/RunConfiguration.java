package org.vavl.learning.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.core.configuration.ConfigurationException;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.core.configuration.ConfigurationWriter;
import org.vavl.core.configuration.YamlTree;
import org.vavl.learning.corpus.split.SplitRule;
import org.vavl.learning.training.TrainingConfiguration;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelConfigurations;

/**
 * All that a run is made from: the same configuration and corpus give the same model.
 *
 * @param corpus the corpus's folder; in a file, relative to the file
 * @param task what is learnt; in a file, the corpus's own task unless there is one
 * @param split which clips are for what
 * @param model the network
 * @param training how it is trained
 * @param fusion how its heads make the final prediction
 * @param information what others must know of the model and the corpus does not say
 */
public record RunConfiguration(
        String corpus,
        Task task,
        SplitRule split,
        ModelConfiguration model,
        TrainingConfiguration training,
        FusionRule fusion,
        Optional<InformationSettings> information) {
    /** Of a model of which nothing is known but what the corpus says. */
    public RunConfiguration(
            String corpus,
            Task task,
            SplitRule split,
            ModelConfiguration model,
            TrainingConfiguration training,
            FusionRule fusion) {
        this(corpus, task, split, model, training, fusion, Optional.empty());
    }

    /** How a trained network's heads make the final prediction. */
    public enum FusionRule {
        /** By weights that are found on the development set, with frames hidden ({@link org.vavl.learning.fusion.FusionFit}). */
        WEIGHTED,
        /** As Algorithm 1 has it: the joint head alone where every modality is there. */
        PAPER
    }

    /** Finds out what a corpus says of trainings on it. */
    @FunctionalInterface
    public interface CorpusLookup {
        /** What the corpus in a folder says. */
        CorpusDefaults of(Path folder);
    }

    private static final String TASK = "task";

    /** The task alone. */
    private record TaskOnly(Task task) {}

    /** The defaults for a corpus and a task: the preset {@code small} and the paper's training, on the first draw of 70/15/15 of the speakers. */
    public static RunConfiguration defaultsFor(String corpus, Task task) {
        return new RunConfiguration(
                corpus,
                task,
                new SplitRule.SpeakerShares(1, SplitRule.DEFAULT_SEED),
                ModelConfigurations.preset(ModelConfigurations.family("vavl"), "small"),
                TrainingConfiguration.defaultsFor(task),
                FusionRule.WEIGHTED);
    }

    /**
     * Reads a configuration file.
     *
     * @param file YAML, of which everything but {@code corpus} may be missing
     * @param assignments such as {@code training.epochs=5}, laid over the file
     * @param lookup tells the task and the batch size of a corpus where the file has none
     * @throws VavlException with every problem that was found
     */
    public static RunConfiguration read(Path file, List<String> assignments, CorpusLookup lookup) {
        return read(file, assignments, lookup, tree -> {});
    }

    /**
     * Reads a configuration file of which some sections are in another form.
     *
     * @param prepare brings the tree, with the assignments, into the form that {@link #read(Path, List, CorpusLookup)} reads
     */
    public static RunConfiguration read(
            Path file, List<String> assignments, CorpusLookup lookup, Consumer<ObjectNode> prepare) {
        ObjectNode tree = YamlTree.read(file);
        YamlTree.override(tree, assignments);
        prepare.accept(tree);
        JsonNode corpus = tree.get("corpus");
        if (corpus == null || !corpus.isTextual()) {
            throw new VavlException(file + ": 'corpus' is missing, and must name the corpus's folder");
        }
        Path folder = file.toAbsolutePath().resolveSibling(corpus.textValue()).normalize();
        tree.put("corpus", folder.toString());
        try {
            boolean isComplete = tree.has(TASK) && tree.path("training").has("batchSize");
            return isComplete ? of(tree, CorpusDefaults.of(task(tree))) : of(tree, lookup.of(folder));
        } catch (ConfigurationException e) {
            throw e.in(file.toString(), assignments);
        }
    }

    /**
     * Reads a configuration that names its corpus and its task, such as {@link #toYaml} writes.
     *
     * @param source what the text is called in messages
     * @throws VavlException with every problem that was found
     */
    public static RunConfiguration parse(String yaml, String source) {
        try {
            ObjectNode tree = YamlTree.parse(yaml, source);
            if (!tree.has(TASK)) {
                throw new VavlException(source + " names no task");
            }
            return of(tree, CorpusDefaults.of(task(tree)));
        } catch (ConfigurationException e) {
            throw e.in(source);
        }
    }

    /**
     * A configuration for a corpus at hand.
     *
     * @param folder the corpus's
     * @param corpus what the corpus says
     * @param settings YAML as in a configuration file, of which everything may be missing
     * @throws VavlException with every problem that was found
     */
    public static RunConfiguration of(Path folder, CorpusDefaults corpus, String settings) {
        ObjectNode tree = YamlTree.parse(settings, "settings");
        tree.put("corpus", folder.toAbsolutePath().normalize().toString());
        return of(tree, corpus);
    }

    /**
     * The same of a configuration that may lack what its corpus says.
     *
     * @param corpus what the corpus says
     */
    public static RunConfiguration parse(String yaml, String source, CorpusDefaults corpus) {
        try {
            return of(YamlTree.parse(yaml, source), corpus);
        } catch (ConfigurationException e) {
            throw e.in(source);
        }
    }

    private static Task task(ObjectNode tree) {
        return reader().read(tree.deepCopy().retain(TASK), TaskOnly.class).task();
    }

    private static RunConfiguration of(ObjectNode tree, CorpusDefaults corpus) {
        Task task = tree.has(TASK) ? task(tree) : corpus.task();
        return reader().read(tree, defaultsFor(tree, task, corpus));
    }

    /** The defaults, with the training that the authors of the named family of networks describe. */
    private static RunConfiguration defaultsFor(ObjectNode tree, Task task, CorpusDefaults corpus) {
        RunConfiguration paper = defaultsFor(tree.path("corpus").asText(), task);
        TrainingConfiguration training = corpus.over(paper.training());
        RunConfiguration defaults =
                new RunConfiguration(paper.corpus(), task, paper.split(), paper.model(), training, paper.fusion());
        String name = tree.path("model").path("name").asText();
        return ModelConfigurations.families().stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .map(family -> new RunConfiguration(
                        defaults.corpus(),
                        task,
                        defaults.split(),
                        defaults.model(),
                        TrainingRecipe.of(family, task, training),
                        defaults.fusion()))
                .orElse(defaults);
    }

    private static ConfigurationReader reader() {
        return ConfigurationReader.standard().with(ModelConfiguration.class, ModelConfigurations.format());
    }

    /**
     * The same with another word for the corpus, such as its name in place of its folder, which says nothing of the data.
     *
     * @param word what stands for it
     */
    public RunConfiguration withCorpus(String word) {
        return new RunConfiguration(word, task, split, model, training, fusion, information);
    }

    /** The same for a file that others get: with a word for the corpus, and without folders of this machine. */
    RunConfiguration forOthers(String word) {
        return new RunConfiguration(word, task, split, model.withoutFolders(), training, fusion, information);
    }

    /** The same of a model of which nothing is known but what the corpus says: what decides how the run goes. */
    RunConfiguration withoutInformation() {
        return new RunConfiguration(corpus, task, split, model, training, fusion);
    }

    /** The configuration as a file that {@link #read} reads. */
    public String toYaml() {
        return ConfigurationWriter.standard()
                .with(ModelConfiguration.class, ModelConfigurations.format())
                .toYaml(this);
    }
}
