package org.vavl.learning.experiment.masking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.evaluation.Evaluation;
import org.vavl.learning.evaluation.Evaluator;
import org.vavl.learning.evaluation.HeadEvaluation;
import org.vavl.learning.experiment.trial.CompleteClips;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialRunner;
import org.vavl.learning.masking.FrameMasking;
import org.vavl.learning.metrics.TaskMetrics;
import org.vavl.model.inference.TrainedModel;

/** Measures one trained network on the test clips that have all modalities, with frames of theirs taken away. */
final class MaskingMeasurement {
    private final Trial trial;
    private final Corpus corpus;
    private final TrainedModel model;
    private final List<String> metrics;
    private final Evaluator evaluator;
    private final List<Clip> clips;

    /**
     * @param model the trial's, stays open as long as this is used
     * @param metrics what is measured
     */
    MaskingMeasurement(Trial trial, Corpus corpus, TrainedModel model, List<String> metrics) {
        this.trial = trial;
        this.corpus = corpus;
        this.model = model;
        this.metrics = metrics;
        evaluator = new Evaluator(
                model, TrialRunner.precision(trial), trial.run().training().batchSize());
        clips = CompleteClips.of(trial, corpus);
    }

    /** Measures everything. */
    void into(MaskingValues values) {
        for (Modality modality : corpus.modalities()) {
            for (FrameMasking.Kind kind : FrameMasking.Kind.values()) {
                for (FrameMasking.Pattern pattern : FrameMasking.Pattern.values()) {
                    curves(modality, pattern, kind, values);
                }
                withoutModality(modality, kind, values);
            }
        }
    }

    private void curves(Modality modality, FrameMasking.Pattern pattern, FrameMasking.Kind kind, MaskingValues values) {
        Map<String, List<Double>> byMetric = new LinkedHashMap<>();
        for (double share : MaskingCurve.shares()) {
            TaskMetrics found = joint(masked(modality, share, pattern, kind))
                    .orElseThrow(() -> new VavlException(trial.model().label() + " has no head for all modalities"));
            metrics.forEach(metric ->
                    byMetric.computeIfAbsent(metric, key -> new ArrayList<>()).add(found.value(metric)));
        }
        byMetric.forEach((metric, curve) ->
                values.add(new MaskingCurve(trial.model().label(), modality.name(), pattern, kind, metric), curve));
    }

    private void withoutModality(Modality modality, FrameMasking.Kind kind, MaskingValues values) {
        List<Clip> without = masked(modality, 1, FrameMasking.Pattern.BLOCK, kind);
        Optional<TaskMetrics> found = kind == FrameMasking.Kind.ZEROED ? joint(without) : answer(modality, without);
        found.ifPresent(measured -> metrics.forEach(metric -> values.add(
                new MaskingValues.Gone(trial.model().label(), modality.name(), kind, metric), measured.value(metric))));
    }

    private List<Clip> masked(Modality modality, double share, FrameMasking.Pattern pattern, FrameMasking.Kind kind) {
        FeatureStatistics statistics = Objects.requireNonNull(model.statistics().get(modality), modality.name());
        FrameMasking masking = new FrameMasking(
                modality, share, pattern, kind, trial.run().training().seed());
        return clips.stream().map(clip -> masking.apply(clip, statistics)).toList();
    }

    /** Of the head for all modalities. */
    private Optional<TaskMetrics> joint(List<Clip> masked) {
        String joint = Head.joining(corpus.modalities()).name();
        return evaluation(masked).heads().stream()
                .filter(one -> one.head().equals(joint))
                .map(HeadEvaluation::metrics)
                .findFirst();
    }

    /** Of the heads that answer without a modality; empty where none can. */
    private Optional<TaskMetrics> answer(Modality gone, List<Clip> masked) {
        Set<String> left = corpus.modalities().stream()
                .filter(modality -> !modality.equals(gone))
                .map(Modality::name)
                .collect(Collectors.toSet());
        return model.network().selectedHeads(left).isEmpty()
                ? Optional.empty()
                : Optional.of(evaluation(masked).answer());
    }

    private Evaluation evaluation(List<Clip> masked) {
        return Evaluation.of(
                new Evaluation.Subject(trial.model().label(), corpus.name(), Part.TEST.toString(), Map.of()),
                evaluator.predict(masked));
    }
}
