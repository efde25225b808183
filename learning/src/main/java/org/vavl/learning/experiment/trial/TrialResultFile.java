package org.vavl.learning.experiment.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.StrictJson;
import org.vavl.core.file.AtomicFile;
import org.vavl.core.file.FormatVersion;
import org.vavl.core.file.InputFile;

/** The file in which a trial's result waits for the tables: {@code result.json}. Version 1 has no sizes of parts and no
 * intervals. */
final class TrialResultFile {
    private static final FormatVersion FORMAT = new FormatVersion("format", "2", Set.of(FormatVersion.FIRST, "2"));
    private static final JsonMapper JSON = StrictJson.mapper();

    private TrialResultFile() {}

    /**
     * Reads a result.
     *
     * @throws VavlException if the file cannot be read, is of a version that is not known, or lacks something
     */
    static TrialResult read(Path file) {
        try {
            JsonNode tree = JSON.readTree(Files.readString(InputFile.refuseDevice(file)));
            if (!(tree instanceof ObjectNode object)) {
                throw new VavlException(file + " is no result of a trial");
            }
            if (FORMAT.takeFrom(file, object).equals(FormatVersion.FIRST)) {
                object.putObject("parts");
                object.putObject("intervals");
            }
            return JSON.treeToValue(object, TrialResult.class);
        } catch (JsonProcessingException e) {
            throw new VavlException(file + " is no result of a trial: " + StrictJson.reason(e), e);
        } catch (IOException e) {
            throw new VavlException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes a result, whole or not at all. */
    static void write(Path file, TrialResult result) {
        try {
            ObjectNode tree = JSON.createObjectNode().put(FORMAT.key(), FORMAT.written());
            tree.setAll((ObjectNode) JSON.valueToTree(result));
            AtomicFile.write(file, JSON.writeValueAsString(tree));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a trial's result cannot be written as JSON", e);
        }
    }
}
