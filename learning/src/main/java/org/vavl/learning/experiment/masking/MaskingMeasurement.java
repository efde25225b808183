package org.vavl.learning.experiment.masking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.evaluation.Evaluation;
import org.vavl.learning.evaluation.HeadEvaluation;
import org.vavl.learning.experiment.trial.CompleteClips;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.masking.FrameMasking;
import org.vavl.learning.metrics.TaskMetrics;
import org.vavl.model.inference.TrainedModel;

/** Measures one trained network on the test clips that have all modalities, with frames of theirs taken away. */
final class MaskingMeasurement {
    private final Trial trial;
    private final Corpus corpus;
    private final TrainedModel model;
    private final List<String> metrics;
    private final FusedAnswers answers;
    private final List<Clip> clips;
    private final LongConsumer progress;
    private long evaluations;

    /**
     * @param model the trial's, stays open as long as this is used
     * @param metrics what is measured
     * @param progress is told how many of the {@link #evaluations} are done, after each
     */
    MaskingMeasurement(Trial trial, Corpus corpus, TrainedModel model, List<String> metrics, LongConsumer progress) {
        this.trial = trial;
        this.corpus = corpus;
        this.model = model;
        this.metrics = metrics;
        answers = new FusedAnswers(trial, corpus, model);
        clips = CompleteClips.of(trial, corpus);
        this.progress = progress;
    }

    /** How often a network of so many modalities is evaluated, those times included at which it has no answer. */
    static long evaluations(List<Modality> modalities) {
        long kinds = FrameMasking.Kind.values().length;
        long curves = kinds * FrameMasking.Pattern.values().length * MaskingCurve.LEVELS;
        long sets = Head.sets(modalities).size();
        int states = MissingState.subsets(modalities).size()
                + MissingState.unequalRates(modalities).size();
        return sets * curves + (sets - 1) * kinds + states;
    }

    private void evaluated() {
        evaluations++;
        progress.accept(evaluations);
    }

    /** Measures everything. */
    void into(MaskingValues values) {
        for (List<Modality> hidden : Head.sets(corpus.modalities())) {
            for (FrameMasking.Kind kind : FrameMasking.Kind.values()) {
                for (FrameMasking.Pattern pattern : FrameMasking.Pattern.values()) {
                    curves(hidden, pattern, kind, values);
                }
                if (hidden.size() < corpus.modalities().size()) {
                    without(hidden, kind, values);
                    evaluated();
                }
            }
        }
        Stream.of(MissingState.subsets(corpus.modalities()), MissingState.unequalRates(corpus.modalities()))
                .flatMap(List::stream)
                .forEach(state -> {
                    inState(state, values);
                    evaluated();
                });
    }

    private void curves(
            List<Modality> hidden, FrameMasking.Pattern pattern, FrameMasking.Kind kind, MaskingValues values) {
        Map<String, List<Double>> byMetric = new LinkedHashMap<>();
        Map<String, List<AnswerValue>> answered = new LinkedHashMap<>();
        boolean asksForAnswers = kind == FrameMasking.Kind.MASKED && pattern == FrameMasking.Pattern.RANDOM;
        for (double share : MaskingCurve.shares()) {
            List<Clip> masked = masked(hidden, share, pattern, kind);
            Evaluation evaluation = answers.paper(masked);
            TaskMetrics found = joint(evaluation)
                    .orElseThrow(() -> new VavlException(trial.model().label() + " has no head for all modalities"));
            metrics.forEach(metric ->
                    byMetric.computeIfAbsent(metric, key -> new ArrayList<>()).add(found.value(metric)));
            if (asksForAnswers) {
                Optional<Evaluation> weighted = answers.weighted(masked);
                metrics.forEach(metric -> answers.value(evaluation, weighted, metric)
                        .ifPresent(value -> answered.computeIfAbsent(metric, key -> new ArrayList<>())
                                .add(value)));
            }
            evaluated();
        }
        String name = name(hidden);
        String label = trial.model().label();
        byMetric.forEach((metric, curve) -> values.add(new MaskingCurve(label, name, pattern, kind, metric), curve));
        answered.forEach((metric, curve) -> values.add(new AnswerCurve(label, name, metric), curve));
    }

    private void inState(MissingState state, MaskingValues values) {
        if (!state.possible().stream().allMatch(answers::answers)) {
            return;
        }
        List<Clip> left = state.of(clips, trial.run().training().seed());
        Evaluation evaluation = answers.paper(left);
        Optional<Evaluation> weighted = answers.weighted(left);
        for (String metric : metrics) {
            double fused = weighted.map(one -> one.answer().value(metric)).orElse(Double.NaN);
            values.add(
                    new MaskingValues.AnswerState(trial.model().label(), state, metric),
                    new AnswerValue(evaluation.answer().value(metric), fused, Double.NaN));
        }
    }

    private String name(List<Modality> hidden) {
        return hidden.size() == corpus.modalities().size()
                ? MaskingCurve.EVERY
                : hidden.stream().map(Modality::name).collect(Collectors.joining(" and "));
    }

    private void without(List<Modality> gone, FrameMasking.Kind kind, MaskingValues values) {
        List<Clip> without = masked(gone, 1, FrameMasking.Pattern.BLOCK, kind);
        Optional<TaskMetrics> found =
                kind == FrameMasking.Kind.ZEROED ? joint(answers.paper(without)) : answer(gone, without);
        found.ifPresent(measured -> metrics.forEach(metric -> values.add(
                new MaskingValues.Gone(trial.model().label(), name(gone), kind, metric), measured.value(metric))));
    }

    private List<Clip> masked(
            List<Modality> hidden, double share, FrameMasking.Pattern pattern, FrameMasking.Kind kind) {
        List<Clip> masked = clips;
        for (Modality modality : hidden) {
            FeatureStatistics statistics =
                    Objects.requireNonNull(model.statistics().get(modality), modality.name());
            FrameMasking masking = new FrameMasking(
                    modality, share, pattern, kind, trial.run().training().seed());
            masked =
                    masked.stream().map(clip -> masking.apply(clip, statistics)).toList();
        }
        return masked;
    }

    /** Of the head for all modalities. */
    private Optional<TaskMetrics> joint(Evaluation evaluation) {
        String joint = Head.joining(corpus.modalities()).name();
        return evaluation.heads().stream()
                .filter(one -> one.head().equals(joint))
                .map(HeadEvaluation::metrics)
                .findFirst();
    }

    /** Of the heads that answer without some modalities; empty where none can. */
    private Optional<TaskMetrics> answer(List<Modality> gone, List<Clip> masked) {
        Set<String> left = corpus.modalities().stream()
                .filter(modality -> !gone.contains(modality))
                .map(Modality::name)
                .collect(Collectors.toSet());
        return answers.answers(left) ? Optional.of(answers.paper(masked).answer()) : Optional.empty();
    }
}
