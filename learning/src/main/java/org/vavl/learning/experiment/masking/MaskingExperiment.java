package org.vavl.learning.experiment.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.learning.experiment.report.Report;
import org.vavl.learning.experiment.report.ReportFiles;
import org.vavl.learning.experiment.trial.CompleteClips;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.ModelEntry;
import org.vavl.learning.experiment.trial.ReproductionSection;
import org.vavl.learning.experiment.trial.ResultColumn;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.learning.experiment.trial.TrialRunner;
import org.vavl.model.inference.TrainedModel;

/**
 * Figures 2 and 3 of the paper on a corpus: how good the head for all modalities is when 0 to 90 % of one modality's frames are taken away from
 * the test clips that have all, at random, which is the paper's way, and in one block; as zeros, which is the paper's way, and as
 * missing frames; and what is left where the whole modality goes. Besides, frames of every modality at one rate, each subset of the modalities, modalities that
 * are missing at unequal rates, and how far the network's answer falls below its better single head ({@link MissingReport}).
 */
public final class MaskingExperiment implements Experiment {
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
                .filter(model -> !model.family().equals("unimodal"))
                .toList();
        if (models.isEmpty()) {
            throw new VavlException("models has none that takes several modalities, and masking needs one");
        }
        metrics = ResultColumn.of(study.configuration(), study.corpus()).stream()
                .filter(column -> column.head().equals(joint.name()))
                .map(ResultColumn::metric)
                .toList();
    }

    @Override
    public String name() {
        return "masking";
    }

    @Override
    public TrialResults run(TrialResults.Listener listener) {
        CompleteClips.require(study.trials(models), study.corpus());
        TrialRunner runner = study.runner();
        TrialResults results = study.make(models, listener);
        MaskingValues values = new MaskingValues();
        List<Trial> trained = study.trials(models).stream()
                .filter(trial -> runner.done(trial).isPresent())
                .toList();
        long each = MaskingMeasurement.evaluations(study.corpus().modalities());
        long done = 0;
        for (Trial trial : trained) {
            long before = done;
            measure(
                    trial,
                    runner,
                    values,
                    evaluations -> listener.measured(trial, before + evaluations, each * trained.size()));
            done += each;
        }
        if (!values.curves().isEmpty()) {
            ReportFiles.write(study.folder(name()), report(values, results));
        }
        return results;
    }

    /** Of clips with few frames, shares cannot be taken away. */
    private List<Report.Section> shortClips() {
        List<Clip> clips = CompleteClips.of(study.trials(models).get(0), study.corpus());
        List<Report.Section> warnings = new ArrayList<>();
        for (Modality modality : study.corpus().modalities()) {
            long few = clips.stream()
                    .filter(clip -> clip.features(modality).orElseThrow().validFrames() < MaskingCurve.LEVELS)
                    .count();
            if (few > 0) {
                warnings.add(new Report.Paragraph("Of the first trial's " + clips.size() + " test clips, " + few
                        + " have fewer than " + MaskingCurve.LEVELS + " " + modality.name()
                        + " frames, and lose none or fewer than the axis says; the last frame always stays."));
            }
        }
        return warnings;
    }

    private void measure(Trial trial, TrialRunner runner, MaskingValues values, LongConsumer progress) {
        try (TrainedModel model = runner.model(trial)) {
            new MaskingMeasurement(trial, study.corpus(), model, metrics, progress).into(values);
        }
    }

    private Report report(MaskingValues values, TrialResults results) {
        MaskingReport report = new MaskingReport(values, joint.name());
        List<Report.Section> sections = new ArrayList<>();
        sections.add(report.introduction());
        sections.addAll(shortClips());
        sections.addAll(report.figures());
        sections.add(report.areas());
        sections.add(report.withoutModality());
        sections.addAll(new MissingReport(values).sections());
        sections.add(report.curves());
        sections.addAll(ReproductionSection.of(study, name(), List.of(), results.failed()));
        return new Report("Robustness to missing frames on " + study.corpus().name(), sections);
    }
}
