package org.vavl.learning.experiment.embedding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;
import org.vavl.learning.experiment.report.Report;
import org.vavl.learning.plot.Series;
import org.vavl.learning.plot.SeriesPanel;
import org.vavl.learning.plot.SeriesPlot;

/**
 * The modalities' embeddings of one trial's test clips in a plane.
 *
 * @param model the network's label
 * @param dots in the order of the clips, then of the modalities
 * @param shares of the variance that the two axes explain
 */
record EmbeddingMap(String model, List<Dot> dots, List<Double> shares) {
    private static final List<String> THIRDS = List.of("low", "middle", "high");

    /**
     * A clip's embedding of a modality.
     *
     * @param clip its id
     * @param modality its name
     * @param label the clip's class, or in which third of its range its first attribute is
     * @param point where it lies
     */
    record Dot(String clip, String modality, String label, PrincipalComponents.Point point) {}

    static EmbeddingMap of(String model, List<ClipEmbedding> embeddings, Task task) {
        PrincipalComponents components = PrincipalComponents.of(embeddings.stream()
                .flatMap(embedding -> embedding.vectors().values().stream())
                .toList());
        List<Dot> dots = new ArrayList<>();
        for (ClipEmbedding embedding : embeddings) {
            String label = label(embedding.clip().labels(), task);
            for (String modality : embedding.vectors().keySet()) {
                dots.add(new Dot(
                        embedding.clip().id(),
                        modality,
                        label,
                        components.points().get(dots.size())));
            }
        }
        return new EmbeddingMap(model, dots, components.shares());
    }

    private static String label(Labels labels, Task task) {
        float[] target = task.target(labels).orElseThrow();
        if (task instanceof Task.Regression regression) {
            Task.Attribute attribute = regression.attributes().get(0);
            return THIRDS.get(attribute.third(target[0])) + " " + attribute.name();
        }
        int largest = 0;
        for (int c = 1; c < target.length; c++) {
            largest = target[c] > target[largest] ? c : largest;
        }
        return task.outputNames().get(largest);
    }

    /** The same points twice: by emotion, and by modality. */
    SeriesPlot plot() {
        return new SeriesPlot(List.of(panel("by emotion", Dot::label), panel("by modality", Dot::modality)));
    }

    private SeriesPanel panel(String title, Function<Dot, String> kind) {
        Map<String, List<PrincipalComponents.Point>> kinds = new LinkedHashMap<>();
        dots.stream().sorted(java.util.Comparator.comparing(kind)).forEach(dot -> kinds.computeIfAbsent(
                        kind.apply(dot), key -> new ArrayList<>())
                .add(dot.point()));
        List<Series> series = new ArrayList<>();
        kinds.forEach((name, points) -> series.add(new Series(
                name,
                points.stream().map(PrincipalComponents.Point::x).toList(),
                points.stream().map(PrincipalComponents.Point::y).toList())));
        return SeriesPanel.points(model + ", " + title, new SeriesPanel.Axes(axis(0), axis(1)), series);
    }

    private String axis(int component) {
        return String.format(
                Locale.ROOT, "component %d (%.0f %% of the variance)", component + 1, 100 * shares.get(component));
    }

    /** All points in numbers. */
    static Report.Table table(Collection<EmbeddingMap> maps) {
        List<List<String>> rows = new ArrayList<>();
        maps.forEach(map -> map.dots()
                .forEach(dot -> rows.add(List.of(
                        map.model(),
                        dot.clip(),
                        dot.modality(),
                        dot.label(),
                        Double.toString(dot.point().x()),
                        Double.toString(dot.point().y())))));
        return new Report.Table(
                "points", "Every point.", List.of("model", "clip", "modality", "label", "x", "y"), rows);
    }
}
