package org.vavl.learning.experiment.table;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.ModelEntry;
import org.vavl.learning.experiment.trial.PublishedResults;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.learning.experiment.trial.TrialResults;

/**
 * Table 3 of the paper on a corpus: VAVL, without the residual over the shared layers, without the reconstruction, and without the
 * audio-visual head, in whose place the mean of the single heads answers.
 */
public final class AblationExperiment implements Experiment {
    private final Study study;

    /** @param study whose first network of the family {@code vavl} is taken apart */
    public AblationExperiment(Study study) {
        ModelEntry whole = study.models().stream()
                .filter(model -> model.family().equals("vavl"))
                .findFirst()
                .orElseThrow(() -> new VavlException("models has none called vavl, and an ablation needs it"));
        List<ModelEntry> models = new ArrayList<>(List.of(whole));
        for (int i = 0; i < PublishedResults.ABLATIONS.size(); i++) {
            models.add(without(whole, PublishedResults.ABLATIONS.get(i), "Ablation " + (i + 1)));
        }
        this.study = study.withModels(models);
    }

    private static ModelEntry without(ModelEntry whole, String setting, String label) {
        ObjectNode model = whole.model().deepCopy();
        model.put(setting, false);
        return new ModelEntry(label, model, whole.training(), whole.perTrial().map(all -> all.stream()
                .map(one -> without(one, setting))
                .toList()));
    }

    private static ModelEntry.TrialSettings without(ModelEntry.TrialSettings whole, String setting) {
        ObjectNode model = whole.model()
                .map(settings -> (ObjectNode) settings.deepCopy())
                .orElseGet(JsonNodeFactory.instance::objectNode);
        return new ModelEntry.TrialSettings(Optional.of(model.put(setting, false)), whole.training());
    }

    /** The networks that are compared: the whole one first. */
    public List<ModelEntry> models() {
        return study.models();
    }

    @Override
    public String name() {
        return "ablation";
    }

    @Override
    public TrialResults run(TrialResults.Listener listener) {
        return new TableExperiment(study, name()).run(listener);
    }
}
