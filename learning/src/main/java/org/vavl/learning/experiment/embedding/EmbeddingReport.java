package org.vavl.learning.experiment.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vavl.learning.experiment.report.Report;
import org.vavl.learning.plot.BarsPlot;

/** What the embeddings show, as pictures and tables. */
final class EmbeddingReport {
    private EmbeddingReport() {}

    /**
     * The sections.
     *
     * @param distances of each network's trials by its label, at least one
     * @param maps one for each network
     */
    static List<Report.Section> of(Map<String, EmbeddingDistances> distances, List<EmbeddingMap> maps) {
        List<Report.Section> sections = new ArrayList<>();
        List<BarsPlot.Bar> bars = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        List<String> pairs =
                List.copyOf(distances.values().iterator().next().summaries().keySet());
        distances.forEach((model, trials) -> {
            List<String> row = new ArrayList<>(List.of(model));
            trials.summaries().forEach((pair, summary) -> {
                String label = pairs.size() == 1 ? model : model + ", " + pair;
                bars.add(new BarsPlot.Bar(label, summary.mean(), summary.deviation()));
                row.add(summary.text());
            });
            rows.add(row);
        });
        sections.add(new Report.Figure(
                "distances",
                "Mean cosine distance between what the shared layers make of two modalities of a clip, over the test clips that have"
                        + " all; the line is the standard deviation over the trials. The larger, the further apart the modalities are"
                        + " kept.",
                new BarsPlot("Between the modalities", "1 − cosine", bars)));
        List<String> columns = new ArrayList<>(List.of("model"));
        pairs.forEach(pair -> columns.add(pairs.size() == 1 ? "cosine distance" : pair));
        sections.add(new Report.Table(
                "cosine-distances",
                "The same in numbers: mean ± standard deviation over the trials. VAVL and UAVM: the mean over time after the shared"
                        + " layers; AuxFormer: the last frame of each modality after the crossmodal layers, which have seen the other.",
                columns,
                rows));
        sections.add(new Report.Heading("Where the embeddings lie"));
        maps.forEach(map -> sections.add(new Report.Figure(
                Report.fileName("map " + map.model()),
                map.model()
                        + ": the modalities of the first trial's test clips on the first two principal components of them"
                        + " all. A projection shows what varies most, not what tells emotions apart.",
                map.plot())));
        return sections;
    }
}
