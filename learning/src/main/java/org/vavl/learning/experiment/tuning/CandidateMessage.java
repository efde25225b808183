package org.vavl.learning.experiment.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Map;
import org.vavl.core.VavlException;
import org.vavl.learning.training.run.RunConfiguration;

/**
 * A candidate as it is told to another process.
 *
 * @param network its network's label
 * @param trial the experiment's trial
 * @param number the candidate's
 * @param run its configuration as YAML, its corpus by an absolute path
 * @param epochs up to the end of which it is to be trained
 * @param folder the search's
 */
public record CandidateMessage(String network, int trial, int number, String run, int epochs, String folder) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A candidate of a search. */
    public static CandidateMessage of(Candidate candidate, int epochs, CandidateRunner runner) {
        return new CandidateMessage(
                candidate.network(),
                candidate.trial(),
                candidate.number(),
                candidate.run().toYaml(),
                epochs,
                runner.folder().toAbsolutePath().toString());
    }

    /**
     * Reads one line.
     *
     * @throws VavlException if it is no candidate
     */
    public static CandidateMessage parse(String line) {
        try {
            return JSON.readValue(line, CandidateMessage.class);
        } catch (JsonProcessingException e) {
            throw new VavlException("a candidate cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** One line. */
    public String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a candidate cannot be written as JSON", e);
        }
    }

    /** The candidate, without what was drawn, which is in its configuration. */
    public Candidate candidate() {
        return new Candidate(network, trial, number, Map.of(), RunConfiguration.parse(run, network));
    }

    /** Where the search's runs go. */
    public Path search() {
        return Path.of(folder);
    }
}
