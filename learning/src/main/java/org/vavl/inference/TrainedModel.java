package org.vavl.inference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vavl.corpus.FeatureStatistics;
import org.vavl.corpus.Modality;
import org.vavl.features.ExtractorId;
import org.vavl.model.EmotionModel;

/**
 * A network and all that it takes to ask it. Closing it frees the network.
 *
 * @param network the network
 * @param statistics how each modality's features are normalised, in the order of the network's modalities
 * @param extractors which extractor's features the network was trained on, by the modality's name
 * @param provenance what it was trained on, with what and how well it did; for people and reports
 */
public record TrainedModel(
        EmotionModel network,
        Map<Modality, FeatureStatistics> statistics,
        Map<String, ExtractorId> extractors,
        Provenance provenance)
        implements AutoCloseable {
    /** Copies the maps and checks that they fit the network. */
    public TrainedModel {
        Map<Modality, FeatureStatistics> ordered = new LinkedHashMap<>();
        for (Modality modality : network.modalities()) {
            FeatureStatistics ofModality = statistics.get(modality);
            if (ofModality == null
                    || ofModality.width() != modality.width()
                    || !extractors.containsKey(modality.name())) {
                throw new IllegalArgumentException(
                        "modality " + modality + " has no extractor or no statistics of its width");
            }
            ordered.put(modality, ofModality);
        }
        statistics = Collections.unmodifiableMap(ordered);
        extractors = Map.copyOf(extractors);
    }

    @Override
    public void close() {
        network.close();
    }
}
