package org.vavl.learning.experiment.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.ConfigurationException;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.core.configuration.ConfigurationWriter;
import org.vavl.core.configuration.YamlTree;
import org.vavl.learning.experiment.trial.ExperimentConfiguration;
import org.vavl.learning.experiment.trial.ModelEntry;

/**
 * An experiment's configuration with a section {@code tuning}.
 *
 * @param experiment what is compared, and how the corpus is split
 * @param tuning what is searched
 */
public record TuningConfiguration(ExperimentConfiguration experiment, TuningSettings tuning) {
    private static final String SECTION = "tuning";
    private static final String EPOCHS = "epochs";

    /** The section alone. */
    private record TuningOnly(TuningSettings tuning) {}

    /** Checks what the sections say of each other. */
    public TuningConfiguration {
        requireNoEpochs(experiment.training(), "training", tuning);
        experiment.models().forEach(model -> {
            requireNoEpochs(model.training(), model.label() + ": training", tuning);
            if (model.perTrial().isPresent()) {
                throw new VavlException(model.label() + ": perTrial is what a search chooses, and must not be there");
            }
        });
    }

    private static void requireNoEpochs(Optional<JsonNode> training, String section, TuningSettings tuning) {
        String epochs = training.map(settings -> settings.path(EPOCHS).asText()).orElse("");
        if (!epochs.isEmpty() && !epochs.equals(Integer.toString(tuning.epochs()))) {
            throw new VavlException(section + ".epochs is " + epochs + ", and tuning.epochs " + tuning.epochs()
                    + ": a search trains for tuning.epochs, so leave the other out");
        }
    }

    /**
     * Reads a configuration file.
     *
     * @param file YAML, of which everything but {@code corpus} and {@code tuning} may be missing
     * @param assignments such as {@code tuning.candidates=9}, laid over the file
     * @throws VavlException with every problem that was found in the one section or in the others
     */
    public static TuningConfiguration read(Path file, List<String> assignments) {
        ObjectNode tree = YamlTree.read(file);
        SearchSpace.nest(tree.path(SECTION).path("ranges"));
        tree.path(SECTION).path("networks").forEach(SearchSpace::nest);
        YamlTree.override(tree, assignments);
        JsonNode tuning = tree.remove(SECTION);
        if (tuning == null) {
            throw new VavlException(
                    file
                            + ": 'tuning' is missing, and must say what is searched, such as tuning: {ranges: {training.learningRate: {type: log-uniform, from: 1e-5, to: 1e-2}}}");
        }
        ExperimentConfiguration experiment = ExperimentConfiguration.of(tree, file, assignments);
        ObjectNode section = JsonNodeFactory.instance.objectNode();
        section.set(SECTION, tuning);
        try {
            return new TuningConfiguration(
                    experiment,
                    reader().read(section, new TuningOnly(TuningSettings.defaults()))
                            .tuning());
        } catch (ConfigurationException e) {
            throw e.in(file.toString(), assignments);
        }
    }

    private static ConfigurationReader reader() {
        return ConfigurationReader.standard().with(SearchSpace.class, SearchSpace.format());
    }

    /** The configuration as a file that {@link #read} reads. */
    public String toYaml() {
        ObjectNode tree = YamlTree.parse(experiment.toYaml(), "the experiment");
        tree.setAll(ConfigurationWriter.standard()
                .with(SearchSpace.class, SearchSpace.format())
                .toTree(new TuningOnly(tuning)));
        return YamlTree.format(tree);
    }

    /** The same on another corpus, or on the same one called otherwise. */
    TuningConfiguration withCorpus(String name) {
        return new TuningConfiguration(experiment.withCorpus(name), tuning);
    }

    /**
     * Makes sure that every range belongs to a network that takes part, and every network has one.
     *
     * @param models that take part
     * @throws VavlException if not
     */
    void requireRanges(List<ModelEntry> models) {
        List<String> labels = models.stream().map(ModelEntry::label).toList();
        tuning.networks().keySet().forEach(label -> {
            if (!labels.contains(label)) {
                throw new VavlException("tuning.networks has ranges for '" + label + "', and the networks are "
                        + String.join(", ", labels));
            }
        });
        labels.forEach(label -> {
            if (tuning.spaceOf(label).ranges().isEmpty()) {
                throw new VavlException("there is no range for any setting of " + label
                        + ": tuning.ranges must have one, or tuning.networks." + label);
            }
        });
    }
}
