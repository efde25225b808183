package org.vavl.learning.training;

import java.nio.file.Path;
import java.util.List;

/**
 * What a training came to.
 *
 * @param model the file with the model of the best epoch
 * @param best that epoch
 * @param history every epoch
 */
public record TrainingResult(Path model, EpochRecord best, List<EpochRecord> history) {
    /** Copies the history. */
    public TrainingResult {
        history = List.copyOf(history);
    }
}
