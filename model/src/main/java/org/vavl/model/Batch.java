package org.vavl.model;

import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.clip.Modality;

/**
 * Clips that pass through a network together. Its tensors belong to the scope in which it was made.
 *
 * @param clips B; none only where processes share a batch of fewer clips than there are processes
 * @param modalities the modalities that any of the clips has; a modality that none has is not there
 * @param targets what the network should say of each clip
 */
public record Batch(int clips, Map<Modality, ModalityBatch> modalities, Targets targets) {
    /** A batch whose modalities have no labels of their own. */
    public Batch(int clips, Map<Modality, ModalityBatch> modalities, Tensor targetsBC) {
        this(clips, modalities, new Targets(targetsBC));
    }

    /** What the network should say of each clip as a whole, B×C. */
    public Tensor targetsBC() {
        return targets.clipBC();
    }

    /** What the batch has of a modality; empty if none of its clips has it. */
    public Optional<ModalityBatch> modality(Modality modality) {
        return Optional.ofNullable(modalities.get(modality));
    }
}
