package org.vavl.model;

import java.util.List;
import java.util.Set;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.nn.ParameterStore;
import org.vavl.recognition.inference.HeadSelection;

/**
 * What most networks have in common: what they were made from, and which of their heads answers, the one that joins all modalities
 * where all are there, else the single ones of those that are.
 */
public abstract class AbstractNetwork implements EmotionModel {
    private final ModelConfiguration configuration;
    private final List<Modality> modalities;
    private final Task task;
    private final ParameterStore parameters;
    private final List<Head> heads;

    /**
     * Keeps what a network is made from.
     *
     * @param configuration its settings
     * @param modalities that it understands, in the order of its heads
     * @param task what it predicts
     * @param parameters the network owns them from now on
     * @param heads those for one modality, then the one that joins them
     */
    protected AbstractNetwork(
            ModelConfiguration configuration,
            List<Modality> modalities,
            Task task,
            ParameterStore parameters,
            List<Head> heads) {
        this.configuration = configuration;
        this.modalities = List.copyOf(modalities);
        this.task = task;
        this.parameters = parameters;
        this.heads = List.copyOf(heads);
    }

    @Override
    public final ModelConfiguration configuration() {
        return configuration;
    }

    @Override
    public final List<Modality> modalities() {
        return modalities;
    }

    @Override
    public final Task task() {
        return task;
    }

    @Override
    public final ParameterStore parameters() {
        return parameters;
    }

    @Override
    public final List<Head> heads() {
        return heads;
    }

    @Override
    public final List<Head> selectedHeads(Set<String> present) {
        return HeadSelection.of(heads, modalities, present);
    }

    @Override
    public final void close() {
        parameters.close();
    }
}
