package org.vavl.learning.experiment.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.learning.training.run.RunConfiguration;

/**
 * A trial as it is told to another process.
 *
 * @param label the network's
 * @param model its settings
 * @param number the trial's
 * @param run the run's configuration as YAML, its corpus by an absolute path
 * @param folder the experiment's
 */
public record TrialMessage(String label, JsonNode model, int number, String run, String folder) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A trial of an experiment. */
    public static TrialMessage of(Trial trial, TrialRunner runner) {
        return new TrialMessage(
                trial.model().label(),
                trial.model().model(),
                trial.number(),
                trial.run().toYaml(),
                runner.folder().toAbsolutePath().toString());
    }

    /**
     * Reads one line.
     *
     * @throws VavlException if it is no trial
     */
    public static TrialMessage parse(String line) {
        try {
            return JSON.readValue(line, TrialMessage.class);
        } catch (JsonProcessingException e) {
            throw new VavlException("a trial cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** One line. */
    public String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a trial cannot be written as JSON", e);
        }
    }

    /** The trial. */
    public Trial trial() {
        return new Trial(new ModelEntry(label, model, Optional.empty()), number, RunConfiguration.parse(run, label));
    }

    /** Where the experiment's runs go. */
    public Path experiment() {
        return Path.of(folder);
    }
}
