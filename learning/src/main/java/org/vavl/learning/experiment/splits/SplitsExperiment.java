package org.vavl.learning.experiment.splits;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.evaluation.Evaluator;
import org.vavl.learning.evaluation.PredictionRow;
import org.vavl.learning.evaluation.Predictions;
import org.vavl.learning.experiment.report.ReportFiles;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.ModelEntry;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.learning.experiment.trial.TrialRunner;
import org.vavl.model.inference.TrainedModel;

/**
 * One network under a random split, under an order that leaks, with speakers apart, with every speaker left out once, and across corpora, where the networks
 * that were trained with speakers apart are tested on all clips of another corpus. What the tests of a split's trials say is measured together, with intervals
 * by a bootstrap over the speakers.
 */
public final class SplitsExperiment implements Experiment {
    private final Study study;
    private final ModelEntry model;
    private final List<SplitCondition> conditions;
    private final List<Path> others;

    /**
     * An experiment.
     *
     * @param study of which the first network takes part
     * @param conditions that are compared, at least one
     * @param others folders of other corpora, of the same task and with features of the same extractors
     * @throws VavlException if there are others, and speakers are not kept apart, since those networks are tested on them
     */
    public SplitsExperiment(Study study, List<SplitCondition> conditions, List<Path> others) {
        this.study = study;
        this.model = study.models().get(0);
        this.conditions = List.copyOf(conditions);
        this.others = List.copyOf(others);
        if (model.perTrial().isPresent()) {
            throw new VavlException(
                    model.label()
                            + ": perTrial has settings that belong to the trials of one split, and splits has others: leave it out");
        }
        if (!others.isEmpty() && !conditions.contains(SplitCondition.SPEAKERS_APART)) {
            throw new VavlException("across corpora, networks are tested that were trained with "
                    + SplitCondition.SPEAKERS_APART.option() + ", which is not among the splits");
        }
    }

    @Override
    public String name() {
        return "splits";
    }

    @Override
    public TrialResults run(TrialResults.Listener listener) {
        Map<SplitCondition, Study> studies = new LinkedHashMap<>();
        Map<String, String> impossible = new LinkedHashMap<>();
        for (SplitCondition condition : conditions) {
            try {
                Study under = under(condition);
                under.trials();
                studies.put(condition, under);
            } catch (VavlException e) {
                impossible.put(condition.toString(), String.valueOf(e.getMessage()));
            }
        }
        if (studies.isEmpty()) {
            throw new VavlException("none of the splits can be made: "
                    + impossible.values().iterator().next());
        }
        List<Made> made = new ArrayList<>();
        studies.forEach(
                (condition, under) -> made.add(new Made(condition, under, under.make(under.models(), listener))));
        TrialResults results = new TrialResults(
                made.stream().flatMap(one -> one.results().done().stream()).toList(),
                made.stream().flatMap(one -> one.results().failed().stream()).toList());
        SplitsReport report = new SplitsReport(study, model.label(), impossible);
        TestProgress progress = new TestProgress(listener, tests(made));
        for (Made one : made) {
            tested(one.study(), one.study().corpus(), false, progress)
                    .ifPresent(all -> report.add(
                            one.condition().toString(), one.results().done().size(), all));
        }
        apart(made).ifPresent(apart -> across(apart.study(), report, progress));
        if (report.hasRows()) {
            ReportFiles.write(study.folder(name()), report.report(options(), results.failed()));
        }
        return results;
    }

    /** The trials of one split. */
    private record Made(SplitCondition condition, Study study, TrialResults results) {}

    private static Optional<Made> apart(List<Made> made) {
        return made.stream()
                .filter(one -> one.condition() == SplitCondition.SPEAKERS_APART)
                .findFirst();
    }

    /** How many tests there will be: each network on its test clips, and those of speakers apart on each other corpus. */
    private long tests(List<Made> made) {
        long own = made.stream().mapToLong(one -> one.results().done().size()).sum();
        long across = apart(made)
                .map(one -> (long) others.size() * one.results().done().size())
                .orElse(0L);
        return own + across;
    }

    private void across(Study apart, SplitsReport report, TestProgress progress) {
        for (Path other : others) {
            try (CorpusFolder corpus = CorpusFolder.open(other)) {
                tested(apart, corpus, true, progress)
                        .ifPresent(all -> report.add(
                                "tested on " + corpus.name(), apart.trials().size(), all));
            }
        }
    }

    /** Tells how many of the tests are done. */
    private static final class TestProgress {
        private final TrialResults.Listener listener;
        private final long all;
        private long done;

        TestProgress(TrialResults.Listener listener, long all) {
            this.listener = listener;
            this.all = all;
        }

        void tested(Trial trial) {
            listener.measured(trial, ++done, all);
        }
    }

    private List<String> options() {
        Stream<String> splits = conditions.size() == SplitCondition.values().length
                ? Stream.of()
                : conditions.stream().flatMap(condition -> Stream.of("--only", condition.option()));
        Stream<String> across = others.stream()
                .flatMap(other ->
                        Stream.of("--across", other.toAbsolutePath().normalize().toString()));
        return Stream.concat(splits, across).toList();
    }

    private Study under(SplitCondition condition) {
        int trials = condition.trials(study.corpus(), study.configuration().trialCount());
        return new Study(
                study.configuration()
                        .withPartitions(List.of())
                        .withTrials(0)
                        .withSplit(condition.rule(study.corpus()))
                        .withTrials(trials)
                        .withModels(List.of(model)),
                study.corpus(),
                study.folder(name()).resolve(condition.option()),
                study.sideBySide());
    }

    /**
     * What the networks of all trials that are done say of their test clips, or of all clips of another corpus. A clip's id begins with its trial's number, since
     * several may test it.
     */
    private Optional<Predictions> tested(Study under, Corpus corpus, boolean isOther, TestProgress progress) {
        TrialRunner runner = under.runner();
        List<PredictionRow> rows = new ArrayList<>();
        Optional<Predictions> last = Optional.empty();
        for (Trial trial : under.trials()) {
            if (runner.done(trial).isPresent()) {
                Predictions said = predictions(trial, runner, corpus, isOther);
                last = Optional.of(said);
                progress.tested(trial);
                said.rows()
                        .forEach(row -> rows.add(new PredictionRow(
                                trial.number() + ":" + row.clip(),
                                row.speaker(),
                                row.evidence(),
                                row.target(),
                                row.heads(),
                                row.selectedHeads(),
                                row.answer(),
                                row.unsure())));
            }
        }
        return last.map(one -> new Predictions(one.task(), one.heads(), rows));
    }

    private static Predictions predictions(Trial trial, TrialRunner runner, Corpus corpus, boolean isOther) {
        try (TrainedModel model = runner.model(trial)) {
            Evaluator evaluator = new Evaluator(
                    model, TrialRunner.precision(trial), trial.run().training().batchSize());
            List<Clip> clips = isOther
                    ? corpus.clips().stream()
                            .filter(clip -> !clip.isCopy()
                                    && trial.run().task().target(clip.labels()).isPresent())
                            .toList()
                    : trial.run().split().split(corpus, trial.run().task()).clips(Part.TEST);
            if (isOther) {
                requireSameExtractors(model, corpus);
            }
            return evaluator.predict(evaluator.evaluable(clips));
        }
    }

    private static void requireSameExtractors(TrainedModel model, Corpus corpus) {
        model.description().extractors().forEach((modality, extractor) -> {
            if (corpus.extractors().containsKey(modality)
                    && !extractor.equals(corpus.extractors().get(modality))) {
                throw new VavlException("corpus " + corpus.name() + " has " + modality + " features of "
                        + corpus.extractors().get(modality) + ", and the networks were trained on those of " + extractor
                        + ": both must be of the same extractor");
            }
        });
    }
}
