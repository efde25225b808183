package org.vavl.learning.experiment.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.vavl.learning.experiment.report.Report;

/**
 * A network that takes part in an experiment.
 *
 * @param label what tables call it, such as {@code UAVM}
 * @param model the section {@code model} of its runs, such as {@code {name: uavm, preset: small}}
 * @param training settings for this network alone, laid over the experiment's; empty for none
 * @param perTrial what single trials have of their own, such as what a search on a fold's development part chose: as many as there are trials; empty for
 *     none
 */
public record ModelEntry(
        String label, JsonNode model, Optional<JsonNode> training, Optional<List<TrialSettings>> perTrial) {
    /**
     * Settings of one trial alone.
     *
     * @param model laid over the network's section {@code model}; empty for none
     * @param training laid over its settings of the training; empty for none
     */
    public record TrialSettings(Optional<JsonNode> model, Optional<JsonNode> training) {
        /** Checks that they are sections. */
        public TrialSettings {
            model.ifPresent(section -> requireSection("model", section));
            training.ifPresent(section -> requireSection("training", section));
        }

        private static void requireSection(String name, JsonNode section) {
            if (!section.isObject()) {
                throw new IllegalArgumentException(
                        name + " is " + section + ", and must be a section of keys and values");
            }
        }
    }

    /** Checks the label. */
    public ModelEntry {
        perTrial = perTrial.map(List::copyOf);
        if (label.isBlank() || label.length() > 60) {
            throw new IllegalArgumentException("label is '" + label + "', and must have from 1 to 60 characters");
        }
    }

    /** A network whose trials have the same settings. */
    public ModelEntry(String label, JsonNode model, Optional<JsonNode> training) {
        this(label, model, training, Optional.empty());
    }

    /** The name of the family that the network is of, such as {@code uavm}. */
    public String family() {
        return model.path("name").asText();
    }

    /** The label as a file's name; see {@link Report#fileName}. */
    public String slug() {
        String slug = Report.fileName(label);
        return slug.isEmpty() ? "model" : slug;
    }
}
