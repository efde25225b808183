package org.vavl.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.vavl.corpus.Clip;
import org.vavl.corpus.FeatureStatistics;
import org.vavl.corpus.Modality;
import org.vavl.corpus.Part;
import org.vavl.evaluation.Evaluation;
import org.vavl.evaluation.Evaluator;
import org.vavl.evaluation.HeadEvaluation;
import org.vavl.inference.ModelFile;
import org.vavl.inference.TrainedModel;
import org.vavl.model.Head;
import org.vavl.nn.Device;
import org.vavl.nn.VavlException;
import org.vavl.training.RunFolder;

/**
 * Figures 2 and 3 of the paper on a corpus: how good the head for all modalities is when 0 to 90 % of one modality's frames are taken away from
 * the test clips that have all, as zeros, which is the paper's way, and as frames that are not there.
 */
public final class MaskingExperiment implements Experiment {
    private static final int LEVELS = 10;

    private final Study study;
    private final List<ModelEntry> models;
    private final Head joint;
    private final List<String> metrics;

    /**
     * @param study of which those networks take part that have a head for all modalities
     * @throws VavlException if the corpus has only one modality
     */
    public MaskingExperiment(Study study) {
        if (study.corpus().modalities().size() < 2) {
            throw new VavlException("corpus " + study.corpus().name()
                    + " has one modality, and masking needs two or more: one is masked, the others stay");
        }
        this.study = study;
        joint = Head.joining(study.corpus().modalities());
        models = study.models().stream()
                .filter(model -> !model.model().path("name").asText().equals("unimodal"))
                .toList();
        metrics = ResultColumn.of(study.configuration(), study.corpus()).stream()
                .filter(column -> column.head().equals(joint.name()))
                .map(ResultColumn::metric)
                .toList();
    }

    /** A curve: a network, a modality whose frames go, what stands in their place, and what is measured. */
    private record Curve(String model, String modality, FrameMasking.Kind kind, String metric) {}

    @Override
    public TrialResults run(TrialResults.Listener listener) {
        List<Trial> trials = study.trials(models);
        TrialRunner runner = study.runner();
        TrialResults results = TrialResults.of(trials, runner, listener);
        Map<Curve, List<List<Double>>> curves = new LinkedHashMap<>();
        for (Trial trial : trials) {
            if (runner.done(trial).isPresent()) {
                measure(trial, runner, curves);
            }
        }
        if (!curves.isEmpty()) {
            ReportFiles.write(study.folder(), report(curves, results));
        }
        return results;
    }

    private void measure(Trial trial, TrialRunner runner, Map<Curve, List<List<Double>>> curves) {
        try (TrainedModel model = ModelFile.read(
                RunFolder.modelIn(runner.runFolder(trial)),
                Device.parse(trial.run().training().device()))) {
            Evaluator evaluator = new Evaluator(
                    model, TrialRunner.precision(trial), trial.run().training().batchSize());
            List<Clip> complete =
                    trial.run().split().split(study.corpus(), trial.run().task()).clips(Part.TEST).stream()
                            .filter(clip -> study.corpus().modalities().stream()
                                    .allMatch(modality -> clip.features(modality).stream()
                                            .anyMatch(found -> found.validFrames() > 0)))
                            .toList();
            for (Modality modality : study.corpus().modalities()) {
                for (FrameMasking.Kind kind : FrameMasking.Kind.values()) {
                    measure(trial, model, evaluator, complete, modality, kind, curves);
                }
            }
        }
    }

    private void measure(
            Trial trial,
            TrainedModel model,
            Evaluator evaluator,
            List<Clip> clips,
            Modality modality,
            FrameMasking.Kind kind,
            Map<Curve, List<List<Double>>> curves) {
        FeatureStatistics statistics = Objects.requireNonNull(model.statistics().get(modality), modality.name());
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (int level = 0; level < LEVELS; level++) {
            FrameMasking masking = new FrameMasking(
                    modality,
                    level / (double) LEVELS,
                    kind,
                    trial.run().training().seed());
            List<Clip> masked =
                    clips.stream().map(clip -> masking.apply(clip, statistics)).toList();
            Evaluation evaluation = Evaluation.of(
                    new Evaluation.Subject(trial.model().label(), study.corpus().name(), "test", Map.of()),
                    evaluator.predict(masked));
            HeadEvaluation head = evaluation.heads().stream()
                    .filter(one -> one.head().equals(joint.name()))
                    .findFirst()
                    .orElseThrow(() -> new VavlException(trial.model().label() + " has no head " + joint.name()));
            metrics.forEach(metric -> values.computeIfAbsent(metric, key -> new ArrayList<>())
                    .add(head.metrics().value(metric)));
        }
        values.forEach((metric, curve) -> curves.computeIfAbsent(
                        new Curve(trial.model().label(), modality.name(), kind, metric), key -> new ArrayList<>())
                .add(curve));
    }

    /** The mean height of a curve over the shares that it is measured at: the area by trapezoids, over the width. */
    static double area(List<Double> curve) {
        double sum = IntStream.range(1, curve.size())
                .mapToDouble(i -> (curve.get(i - 1) + curve.get(i)) / 2)
                .sum();
        return sum / (curve.size() - 1);
    }

    private Report report(Map<Curve, List<List<Double>>> curves, TrialResults results) {
        List<String> header = new ArrayList<>(List.of("model", "modality", "frames", "metric"));
        IntStream.range(0, LEVELS).forEach(level -> header.add(100 * level / LEVELS + " %"));
        header.add("area");
        List<List<String>> rows = new ArrayList<>();
        curves.forEach((curve, trials) -> {
            List<String> row = new ArrayList<>(
                    List.of(curve.model(), curve.modality(), curve.kind().toString(), curve.metric()));
            IntStream.range(0, LEVELS)
                    .mapToObj(level -> Summary.of(
                            trials.stream().map(values -> values.get(level)).toList()))
                    .forEach(summary -> row.add(String.format(Locale.ROOT, "%.3f", summary.mean())));
            row.add(Summary.of(trials.stream().map(MaskingExperiment::area).toList())
                    .text());
            rows.add(row);
        });
        List<Report.Section> sections = new ArrayList<>();
        sections.add(new Report.Table(
                "masking",
                "The " + joint.name()
                        + " head where so many of a modality's frames are taken away at random: zeroed, as the paper does, or"
                        + " masked, as frames that are not there. Means over the trials; the area is the mean height of the curve, with"
                        + " its standard deviation over the trials.",
                header,
                rows));
        sections.addAll(ReproductionSection.of(study, results.failed()));
        return new Report("Robustness to missing frames on " + study.corpus().name(), sections);
    }
}
