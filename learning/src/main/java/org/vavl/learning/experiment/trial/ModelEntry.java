package org.vavl.learning.experiment.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.vavl.learning.experiment.report.Report;

/**
 * A network that takes part in an experiment.
 *
 * @param label what tables call it, such as {@code UAVM}
 * @param model the section {@code model} of its runs, such as {@code {name: uavm, preset: small}}
 * @param training settings for this network alone, laid over the experiment's; empty for none
 */
public record ModelEntry(String label, JsonNode model, Optional<JsonNode> training) {
    /** Checks the label. */
    public ModelEntry {
        if (label.isBlank() || label.length() > 60) {
            throw new IllegalArgumentException("label is '" + label + "', and must have from 1 to 60 characters");
        }
    }

    /** The name of the family that the network is of, such as {@code uavm}. */
    public String family() {
        return model.path("name").asText();
    }

    /** The label as a file's name; see {@link Report#fileName}. */
    String slug() {
        String slug = Report.fileName(label);
        return slug.isEmpty() ? "model" : slug;
    }
}
