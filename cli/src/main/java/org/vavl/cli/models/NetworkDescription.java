package org.vavl.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.ModelFamily;
import org.vavl.model.ParameterCounts;
import org.vavl.model.PublishedFigures;

/**
 * What {@code info} says of a network.
 *
 * @param settings the name of the family and all settings
 * @param modalities what it understands
 * @param task what it predicts
 * @param parameters how many numbers it holds
 * @param published what a paper says of that; empty where no paper does
 */
record NetworkDescription(
        JsonNode settings,
        List<Modality> modalities,
        Task task,
        Parameters parameters,
        Optional<Comparison> published) {
    /** Counts of parameters, by part and all together. */
    record Parameters(Map<String, Long> parts, long total) {}

    /** A paper's figures beside those of this network. */
    record Comparison(String source, List<Row> figures) {
        /** One figure. */
        record Row(String name, long published, long here, List<String> parts) {}
    }

    static NetworkDescription of(EmotionModel network) {
        ParameterCounts counts = ParameterCounts.of(network);
        return new NetworkDescription(
                ModelConfigurations.format().write(network.configuration()),
                network.modalities(),
                network.task(),
                new Parameters(counts.parts(), counts.total()),
                Optional.empty());
    }

    /** Describes the network of a preset, beside the published figures if they are about that preset. */
    static NetworkDescription ofPreset(EmotionModel network, ModelFamily family, String preset) {
        NetworkDescription plain = of(network);
        Optional<Comparison> comparison = PublishedFigures.of(family)
                .filter(figures -> figures.presets().contains(preset))
                .map(figures -> new Comparison(
                        figures.source(),
                        figures.parameters().stream()
                                .map(figure -> new Comparison.Row(
                                        figure.name(), figure.figure(), figure.countIn(network), figure.parts()))
                                .toList()));
        return new NetworkDescription(plain.settings, plain.modalities, plain.task, plain.parameters, comparison);
    }
}
