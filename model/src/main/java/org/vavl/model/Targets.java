package org.vavl.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.clip.Modality;

/**
 * What a network should say of the clips of a batch. Its tensors belong to the scope in which they were made.
 *
 * <p>B clips, C outputs.
 *
 * @param clipBC of each clip: a distribution over the classes, or the attributes on their own scales; zeros for clips that have no labels
 * @param modalityBC of one modality of each clip, for those modalities of which any clip has labels of its own
 */
public record Targets(Tensor clipBC, Map<Modality, Tensor> modalityBC) {
    /** Of clips whose modalities have no labels of their own. */
    public Targets(Tensor clipBC) {
        this(clipBC, Map.of());
    }

    /** What the head of one modality should say, B×C. */
    public Tensor of(Modality modality) {
        return modalityBC.getOrDefault(modality, clipBC);
    }

    /** All of them changed alike. */
    public Targets map(UnaryOperator<Tensor> change) {
        Map<Modality, Tensor> changed = new LinkedHashMap<>();
        modalityBC.forEach((modality, targetsBC) -> changed.put(modality, change.apply(targetsBC)));
        return new Targets(change.apply(clipBC), changed);
    }
}
