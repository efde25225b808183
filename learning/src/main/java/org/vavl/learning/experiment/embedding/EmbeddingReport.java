package org.vavl.learning.experiment.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vavl.learning.experiment.report.Report;
import org.vavl.learning.experiment.trial.Summary;
import org.vavl.learning.plot.BarsPlot;

/** What the embeddings show, as pictures and tables. */
final class EmbeddingReport {
    private EmbeddingReport() {}

    /**
     * The sections.
     *
     * @param distances mean cosine distances of each trial by the network's label
     * @param maps one for each network
     */
    static List<Report.Section> of(Map<String, List<Double>> distances, List<EmbeddingMap> maps) {
        List<Report.Section> sections = new ArrayList<>();
        List<BarsPlot.Bar> bars = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        distances.forEach((model, trials) -> {
            Summary summary = Summary.of(trials);
            bars.add(new BarsPlot.Bar(model, summary.mean(), summary.deviation()));
            rows.add(List.of(model, summary.text()));
        });
        sections.add(new Report.Figure(
                "distances",
                "Mean cosine distance between what the shared layers make of a clip's two modalities, over the test clips that have"
                        + " both; the line is the standard deviation over the trials. The larger, the further apart the modalities are"
                        + " kept.",
                new BarsPlot("Between the modalities", "1 − cosine", bars)));
        sections.add(new Report.Table(
                "cosine-distances",
                "The same in numbers: mean ± standard deviation over the trials. VAVL and UAVM: the mean over time after the shared"
                        + " layers; AuxFormer: the last frame of each modality after the crossmodal layers, which have seen the other.",
                List.of("model", "cosine distance"),
                rows));
        sections.add(new Report.Heading("Where the embeddings lie"));
        maps.forEach(map -> sections.add(new Report.Figure(
                Report.fileName("map " + map.model()),
                map.model()
                        + ": both modalities of the first trial's test clips on the first two principal components of them"
                        + " all. A projection shows what varies most, not what tells emotions apart.",
                map.plot())));
        return sections;
    }
}
