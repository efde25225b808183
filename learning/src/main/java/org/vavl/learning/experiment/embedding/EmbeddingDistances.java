package org.vavl.learning.experiment.embedding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vavl.learning.experiment.trial.Summary;

/** The mean cosine distance between each two modalities of a network's trials. For one thread. */
final class EmbeddingDistances {
    private final Map<String, List<Double>> trials = new LinkedHashMap<>();

    /**
     * Adds a trial.
     *
     * @param embeddings of its test clips, at least one, all of the same modalities
     */
    void add(List<ClipEmbedding> embeddings) {
        Map<String, Double> means = embeddings.stream()
                .flatMap(embedding -> embedding.cosineDistances().entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, LinkedHashMap::new, Collectors.averagingDouble(Map.Entry::getValue)));
        means.forEach((pair, mean) ->
                trials.computeIfAbsent(pair, key -> new ArrayList<>()).add(mean));
    }

    /** Over the trials, by the pair's name. */
    Map<String, Summary> summaries() {
        Map<String, Summary> summaries = new LinkedHashMap<>();
        trials.forEach((pair, distances) -> summaries.put(pair, Summary.of(distances)));
        return summaries;
    }
}
