package org.vavl.learning.experiment.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.Counted;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.core.configuration.ConfigurationWriter;
import org.vavl.core.configuration.YamlTree;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.split.SplitRule;
import org.vavl.learning.training.run.CorpusDefaults;
import org.vavl.learning.training.run.RunConfiguration;

/**
 * One training of one network.
 *
 * @param model which network
 * @param number from 1
 * @param run all that it is made from
 */
public record Trial(ModelEntry model, int number, RunConfiguration run) {
    private record Parts(Task task, SplitRule split) {}

    /**
     * A trial of an experiment.
     *
     * @throws org.vavl.core.VavlException if the network's settings or its training cannot be read
     */
    public static Trial of(ExperimentConfiguration experiment, Corpus corpus, ModelEntry model, int number) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("corpus", experiment.corpus());
        Task task = experiment.task().orElseGet(corpus::task);
        tree.setAll(ConfigurationWriter.standard().toTree(new Parts(task, experiment.splitOf(number))));
        JsonNode network = model.model().deepCopy();
        if (network instanceof ObjectNode section) {
            ofTrial(model, number).model().ifPresent(settings -> lay(settings, section));
        }
        tree.set("model", network);
        ObjectNode training = JsonNodeFactory.instance.objectNode();
        experiment.training().ifPresent(settings -> lay(settings, training));
        model.training().ifPresent(settings -> lay(settings, training));
        ofTrial(model, number).training().ifPresent(settings -> lay(settings, training));
        requireNoSeed(training, model);
        training.put("seed", experiment.seed() + number - 1);
        tree.set("training", training);
        tree.put("fusion", "paper");
        return new Trial(
                model, number, RunConfiguration.parse(YamlTree.format(tree), model.label(), CorpusDefaults.of(corpus)));
    }

    private static ModelEntry.TrialSettings ofTrial(ModelEntry model, int number) {
        List<ModelEntry.TrialSettings> all = model.perTrial().orElse(List.of());
        if (all.isEmpty()) {
            return new ModelEntry.TrialSettings(Optional.empty(), Optional.empty());
        }
        if (number > all.size()) {
            throw new VavlException(model.label() + ": perTrial has settings for " + Counted.of(all.size(), "trial")
                    + ", and there is a trial " + number);
        }
        return all.get(number - 1);
    }

    private static void requireNoSeed(ObjectNode training, ModelEntry model) {
        if (training.has("seed")) {
            throw new VavlException(
                    model.label() + ": training.seed is " + training.get("seed").asText()
                            + ", and must not be there: trials take the experiment's seed, and count on from it");
        }
    }

    /** Lays settings over others, section by section. */
    public static void lay(JsonNode settings, ObjectNode over) {
        for (Map.Entry<String, JsonNode> entry : List.copyOf(settings.properties())) {
            if (entry.getValue() instanceof ObjectNode section
                    && over.get(entry.getKey()) instanceof ObjectNode below) {
                lay(section, below);
            } else {
                over.set(entry.getKey(), entry.getValue().deepCopy());
            }
        }
    }
}
