package org.vavl.learning.experiment.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.YamlTree;
import org.vavl.learning.experiment.trial.ModelEntry;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.training.run.RunConfiguration;

/**
 * A configuration that was drawn.
 *
 * @param network the network's label
 * @param trial the experiment's trial on whose training and development part it is, from 1
 * @param number from 1
 * @param values what was drawn, by path
 * @param run all that its training is made from
 */
public record Candidate(String network, int trial, int number, Map<String, JsonNode> values, RunConfiguration run) {
    /** Copies the values, whose order is kept. */
    public Candidate {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * A network with values laid over its settings.
     *
     * @param epochs of a whole training
     */
    static ModelEntry lay(Map<String, JsonNode> values, ModelEntry network, int epochs) {
        ModelEntry.TrialSettings chosen = settings(values);
        ObjectNode model = section(network.model());
        chosen.model().ifPresent(settings -> Trial.lay(settings, model));
        ObjectNode training = section(network.training().orElseGet(JsonNodeFactory.instance::objectNode));
        chosen.training().ifPresent(settings -> Trial.lay(settings, training));
        training.put("epochs", Integer.toString(epochs));
        return new ModelEntry(network.label(), model, Optional.of(training));
    }

    private static ObjectNode section(JsonNode tree) {
        if (tree instanceof ObjectNode section) {
            return section.deepCopy();
        }
        throw new VavlException("model is " + tree + ", and must be a section with the keys name and preset");
    }

    /** Values by path as sections. */
    static ModelEntry.TrialSettings settings(Map<String, JsonNode> values) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        values.forEach((path, value) -> {
            ObjectNode one = JsonNodeFactory.instance.objectNode();
            List<String> keys = List.of(path.split("\\.", -1));
            ObjectNode section = one;
            for (String key : keys.subList(0, keys.size() - 1)) {
                section = section.putObject(key);
            }
            section.set(keys.get(keys.size() - 1), value);
            Trial.lay(one, tree);
        });
        return new ModelEntry.TrialSettings(
                Optional.ofNullable(tree.get("model")), Optional.ofNullable(tree.get("training")));
    }

    /** What was drawn for a path, which has a range. */
    JsonNode value(String path) {
        return Objects.requireNonNull(values.get(path), path);
    }

    /** The candidate's folder within a search's. */
    String folder() {
        return String.format(Locale.ROOT, "candidate-%03d", number);
    }

    /** What was drawn, in one line. */
    static String text(Map<String, JsonNode> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** A value as a configuration has it. */
    static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : YamlTree.format(value).strip();
    }
}
