package org.vavl.learning.experiment.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.StrictJson;
import org.vavl.core.file.AtomicFile;
import org.vavl.core.file.FormatVersion;
import org.vavl.core.file.InputFile;
import org.vavl.learning.training.EpochRecord;
import org.vavl.learning.training.SelectionSettings;

/**
 * How a candidate did on the development set, epoch by epoch; the file {@code scores.json} in its folder.
 *
 * @param digest of all that decides how the training goes
 * @param scores by the training's measure, of each epoch that is done
 */
public record CandidateScores(String digest, List<Double> scores) {
    private static final FormatVersion FORMAT = FormatVersion.first("format");
    private static final JsonMapper JSON = StrictJson.mapper();

    /** Copies the scores. */
    public CandidateScores {
        scores = List.copyOf(scores);
    }

    /** How many epochs are done. */
    int epochs() {
        return scores.size();
    }

    /**
     * The epoch that would be kept if the training ended after some epochs, from 1.
     *
     * @param epochs at least 1, and done
     */
    int kept(int epochs, SelectionSettings selection) {
        List<EpochRecord> history = new ArrayList<>();
        for (int i = 0; i < epochs; i++) {
            history.add(new EpochRecord(i + 1, Map.of(), Map.of(), scores.get(i)));
        }
        return history.get(selection.best(history)).epoch();
    }

    /** That epoch's score. */
    double at(int epochs, SelectionSettings selection) {
        return scores.get(kept(epochs, selection) - 1);
    }

    /**
     * Reads the file.
     *
     * @throws VavlException if it cannot be read, is of a version that is not known, or lacks something
     */
    static CandidateScores read(Path file) {
        try {
            if (!(JSON.readTree(Files.readString(InputFile.refuseDevice(file))) instanceof ObjectNode tree)) {
                throw new VavlException(file + " has no scores of a candidate");
            }
            FORMAT.takeFrom(file, tree);
            return JSON.treeToValue(tree, CandidateScores.class);
        } catch (JsonProcessingException e) {
            throw new VavlException(file + " has no scores of a candidate: " + StrictJson.reason(e), e);
        } catch (IOException e) {
            throw new VavlException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes the file, whole or not at all. */
    void write(Path file) {
        try {
            ObjectNode tree = JSON.createObjectNode().put(FORMAT.key(), FORMAT.written());
            tree.setAll((ObjectNode) JSON.valueToTree(this));
            AtomicFile.write(file, JSON.writeValueAsString(tree));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a candidate's scores cannot be written as JSON", e);
        }
    }
}
