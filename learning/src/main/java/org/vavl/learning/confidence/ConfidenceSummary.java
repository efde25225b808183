package org.vavl.learning.confidence;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vavl.recognition.inference.Abstention;
import org.vavl.recognition.inference.Confidence;

/**
 * When a model is not sure, without the matrices.
 *
 * @param densities by the head's name
 * @param abstention how probable a class must be
 */
public record ConfidenceSummary(Map<String, DensitySummary> densities, Optional<Abstention> abstention) {
    /** Copies the densities, sorted by head. */
    public ConfidenceSummary {
        densities = Collections.unmodifiableMap(new TreeMap<>(densities));
    }

    /**
     * Where the embeddings of the training clips lie.
     *
     * @param width of the embeddings
     * @param classes how many
     * @param threshold the distance beyond which a clip is unlike them
     * @param quantile the share of development clips that are not beyond it
     */
    public record DensitySummary(int width, int classes, double threshold, double quantile) {}

    /** The summary. */
    public static ConfidenceSummary of(Confidence confidence) {
        Map<String, DensitySummary> densities = new TreeMap<>();
        confidence
                .densities()
                .forEach((head, density) -> densities.put(
                        head,
                        new DensitySummary(
                                density.width(), density.centres().length, density.threshold(), density.quantile())));
        return new ConfidenceSummary(densities, confidence.abstention());
    }
}
