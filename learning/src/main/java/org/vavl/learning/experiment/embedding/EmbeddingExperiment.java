package org.vavl.learning.experiment.embedding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.learning.experiment.report.Report;
import org.vavl.learning.experiment.report.ReportFiles;
import org.vavl.learning.experiment.trial.CompleteClips;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.ModelEntry;
import org.vavl.learning.experiment.trial.ReproductionSection;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.learning.experiment.trial.TrialRunner;
import org.vavl.model.inference.TrainedModel;
import org.vavl.nn.ForwardMode;

/**
 * Figure 4 of the paper on a corpus: how far apart the shared layers of VAVL, UAVM and AuxFormer keep the modalities of a clip, as the mean
 * cosine distance over the test clips that have all, for each pair of them; and where these vectors lie, on their first two principal components.
 */
public final class EmbeddingExperiment implements Experiment {
    /** Those whose modalities share layers. */
    private static final Set<String> FAMILIES = Set.of("vavl", "uavm", "auxformer");

    private final Study study;
    private final List<ModelEntry> models;

    /**
     * @param study of which those networks take part whose modalities share layers
     * @throws VavlException if the corpus has one modality, or no network has shared layers
     */
    public EmbeddingExperiment(Study study) {
        if (study.corpus().modalities().size() < 2) {
            throw new VavlException("corpus " + study.corpus().name() + " has "
                    + study.corpus().modalities().size()
                    + " modalities, and an embedding's distance is between two");
        }
        models = study.models().stream()
                .filter(model -> FAMILIES.contains(model.family()))
                .toList();
        if (models.isEmpty()) {
            throw new VavlException("models has none whose modalities share layers: " + String.join(", ", FAMILIES));
        }
        this.study = study;
    }

    @Override
    public String name() {
        return "embedding";
    }

    @Override
    public TrialResults run(TrialResults.Listener listener) {
        CompleteClips.require(study.trials(models), study.corpus());
        TrialRunner runner = study.runner();
        TrialResults results = study.make(models, listener);
        Map<String, EmbeddingDistances> distances = new LinkedHashMap<>();
        Map<String, EmbeddingMap> maps = new LinkedHashMap<>();
        List<Trial> trained = study.trials(models).stream()
                .filter(trial -> runner.done(trial).isPresent())
                .toList();
        long measured = 0;
        for (Trial trial : trained) {
            String label = trial.model().label();
            List<ClipEmbedding> embeddings = embeddings(trial, runner);
            distances.computeIfAbsent(label, key -> new EmbeddingDistances()).add(embeddings);
            maps.computeIfAbsent(
                    label, key -> EmbeddingMap.of(label, embeddings, trial.run().task()));
            listener.measured(trial, ++measured, trained.size());
        }
        if (!distances.isEmpty()) {
            ReportFiles.write(study.folder(name()), report(distances, List.copyOf(maps.values()), results));
            ReportFiles.writeTable(study.folder(name()), EmbeddingMap.table(maps.values()));
        }
        return results;
    }

    private List<ClipEmbedding> embeddings(Trial trial, TrialRunner runner) {
        List<Clip> complete = CompleteClips.of(trial, study.corpus());
        try (TrainedModel model = runner.model(trial)) {
            return ClipEmbedding.of(
                    model,
                    complete,
                    ForwardMode.inference(TrialRunner.precision(trial)),
                    trial.run().training().batchSize());
        }
    }

    private Report report(Map<String, EmbeddingDistances> distances, List<EmbeddingMap> maps, TrialResults results) {
        List<Report.Section> sections = new ArrayList<>(EmbeddingReport.of(distances, maps));
        sections.addAll(ReproductionSection.of(study, name(), List.of(), results.failed()));
        return new Report("Embeddings of " + study.corpus().name(), sections);
    }
}
