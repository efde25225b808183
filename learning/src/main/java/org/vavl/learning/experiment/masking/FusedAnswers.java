package org.vavl.learning.experiment.masking;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Precision;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.evaluation.Evaluation;
import org.vavl.learning.evaluation.Evaluator;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialRunner;
import org.vavl.learning.fusion.FusionExample;
import org.vavl.learning.fusion.FusionExamples;
import org.vavl.learning.fusion.FusionFit;
import org.vavl.learning.metrics.Metric;
import org.vavl.model.inference.TorchNetwork;
import org.vavl.model.inference.TrainedModel;

/** A trial's network with the paper's rule, and with weights that are fitted on the trial's development set, as {@code vavl train} fits them. */
final class FusedAnswers {
    private final Trial trial;
    private final Corpus corpus;
    private final TrainedModel model;
    private final Evaluator paper;
    private final Optional<Evaluator> weighted;

    /** @param model the trial's, which has the paper's rule; stays open as long as this is used */
    FusedAnswers(Trial trial, Corpus corpus, TrainedModel model) {
        this.trial = trial;
        this.corpus = corpus;
        this.model = model;
        this.paper = evaluator(model);
        this.weighted = fitted().map(this::evaluator);
    }

    private Evaluator evaluator(TrainedModel asked) {
        return new Evaluator(
                asked, TrialRunner.precision(trial), trial.run().training().batchSize());
    }

    private Optional<TrainedModel> fitted() {
        if (model.network().heads().size() < 2) {
            return Optional.empty();
        }
        Precision precision = TrialRunner.precision(trial);
        List<Clip> development =
                trial.run().split().split(corpus, trial.run().task()).clips(Part.DEVELOPMENT);
        List<FusionExample> examples = new FusionExamples(
                        new TorchNetwork(model, precision),
                        trial.run().training().seed())
                .of(development);
        boolean hasSeveral = examples.stream()
                .anyMatch(example -> example.evidence().modalities().size() > 1
                        && !example.outputs().isEmpty());
        return hasSeveral
                ? Optional.of(model.with(
                        FusionFit.of(model.network().task(), model.network().heads(), examples)
                                .fusion()))
                : Optional.empty();
    }

    /** Whether the network answers for some modalities alone. */
    boolean answers(Set<String> modalities) {
        return !model.network().selectedHeads(modalities).isEmpty();
    }

    /** What is said of clips, by the paper's rule; with what every head says. */
    Evaluation paper(List<Clip> clips) {
        return evaluation(paper, clips);
    }

    /** The same by fitted weights; empty where there are none. */
    Optional<Evaluation> weighted(List<Clip> clips) {
        return weighted.map(evaluator -> evaluation(evaluator, clips));
    }

    private Evaluation evaluation(Evaluator evaluator, List<Clip> clips) {
        return Evaluation.of(
                new Evaluation.Subject(trial.model().label(), corpus.name(), Part.TEST.toString(), Map.of()),
                evaluator.predict(clips));
    }

    /** One metric of both answers and of the better single head; empty if the network has no single head. */
    Optional<AnswerValue> value(Evaluation byPaper, Optional<Evaluation> byWeights, String metric) {
        Set<String> single = corpus.modalities().stream().map(Modality::name).collect(Collectors.toSet());
        OptionalDouble best = byPaper.heads().stream()
                .filter(head -> single.contains(head.head()))
                .mapToDouble(head -> head.metrics().value(metric))
                .reduce((one, other) ->
                        Metric.named(metric).higherIsBetter() ? Math.max(one, other) : Math.min(one, other));
        return best.isEmpty()
                ? Optional.empty()
                : Optional.of(new AnswerValue(
                        byPaper.answer().value(metric),
                        byWeights
                                .map(evaluation -> evaluation.answer().value(metric))
                                .orElse(Double.NaN),
                        best.getAsDouble()));
    }
}
