package org.vavl.model;

import java.util.Map;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;

/** A network that can be written as a graph, which other runtimes than libtorch run. */
public interface ExportableNetwork extends EmotionModel {
    /**
     * Writes the network's inference. A clip that lacks a modality has no valid frame of it; what heads and embeddings that need the modality
     * give for that clip means nothing, and changes nothing for others.
     *
     * @param inputs what each modality gets: normalised features, and which of their frames are valid; they are in one graph
     * @return every head, in the order of the network's
     */
    Map<Head, GraphHead> write(Map<Modality, GraphSequence> inputs);
}
