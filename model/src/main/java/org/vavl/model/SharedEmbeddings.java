package org.vavl.model;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.clip.Modality;
import org.vavl.nn.ForwardMode;

/** A network that takes its modalities through layers that they share, and shows what comes out of them (paper, Figure 4). */
public interface SharedEmbeddings {
    /**
     * What the shared layers make of each modality.
     *
     * @param complete a batch whose clips all have every modality
     * @param mode whether dropout is drawn, and in which precision products are made
     * @return (B, D) by modality, in the network's order: one vector for each clip
     */
    Map<Modality, Tensor> embeddings(Batch complete, ForwardMode mode);
}
