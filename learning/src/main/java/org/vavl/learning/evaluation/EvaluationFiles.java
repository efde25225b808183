package org.vavl.learning.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.vavl.core.VavlException;
import org.vavl.core.file.AtomicFile;
import org.vavl.core.file.InputFile;

/** Evaluations in a folder: {@value #METRICS} and {@value #PREDICTIONS}, each written whole or not at all. */
public final class EvaluationFiles {
    /** The measures; see {@link EvaluationJson}. */
    public static final String METRICS = "metrics.json";
    /** What was said of each clip; see {@link PredictionsCsv}. */
    public static final String PREDICTIONS = "predictions.csv";

    /** More than an evaluation of a thousand classes needs. */
    private static final long MOST_BYTES = 64L << 20;

    private EvaluationFiles() {}

    /**
     * Writes an evaluation and the predictions that it measured.
     *
     * @param folder made if it is not there
     * @throws VavlException if it cannot be written
     */
    public static void write(Path folder, Evaluation evaluation, Predictions predictions) {
        write(folder, evaluation, predictions, Map.of());
    }

    /**
     * The same with more about it in {@value #METRICS}.
     *
     * @param further as in {@link EvaluationJson#write(Evaluation, Map)}
     */
    public static void write(Path folder, Evaluation evaluation, Predictions predictions, Map<String, ?> further) {
        makeFolder(folder);
        AtomicFile.write(folder.resolve(PREDICTIONS), PredictionsCsv.write(predictions));
        AtomicFile.write(folder.resolve(METRICS), EvaluationJson.write(evaluation, further));
    }

    /**
     * Reads an evaluation that was written.
     *
     * @param folder with a {@value #METRICS}
     * @throws VavlException if it cannot be read
     */
    public static Evaluation read(Path folder) {
        Path file = folder.resolve(METRICS);
        try {
            if (Files.size(InputFile.refuseDevice(file)) > MOST_BYTES) {
                throw new VavlException(file + ": is larger than " + MOST_BYTES + " bytes, no evaluation is");
            }
            return EvaluationJson.read(Files.readString(file));
        } catch (IOException e) {
            throw new VavlException(file + ": cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new VavlException(file + ": is not an evaluation: " + e.getMessage(), e);
        }
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new VavlException(folder + ": cannot be made: " + e.getMessage(), e);
        }
    }
}
