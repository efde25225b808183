package org.vavl.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterGroup;
import org.vavl.nn.ParameterStore;

/** What networks for one modality have in common: one head, one update, and no answer for a clip without the modality. */
public abstract class UnimodalNetwork extends AbstractNetwork {
    private final Modality modality;

    /**
     * Keeps what a network is made from.
     *
     * @param configuration its settings
     * @param modality that it understands
     * @param task what it predicts
     * @param parameters the network owns them from now on
     */
    protected UnimodalNetwork(
            ModelConfiguration configuration, Modality modality, Task task, ParameterStore parameters) {
        super(configuration, List.of(modality), task, parameters, List.of(Head.of(modality)));
        this.modality = modality;
    }

    /** What the network says of the clips that have the modality. */
    protected abstract HeadOutput predict(ModalityBatch part, ForwardMode mode);

    /** The groups of parameters that training changes; all, unless a network says otherwise. */
    protected Set<ParameterGroup> trainedGroups() {
        return parameters().groups();
    }

    @Override
    public final Map<Head, HeadOutput> forward(Batch batch, ForwardMode mode) {
        return batch.modality(modality)
                .map(part -> Map.of(heads().get(0), predict(part, mode)))
                .orElse(Map.of());
    }

    @Override
    public final List<Update> updates() {
        return List.of(new WholeUpdate(
                batch -> batch.modality(modality).isPresent(), this::forward, heads(), trainedGroups()));
    }
}
