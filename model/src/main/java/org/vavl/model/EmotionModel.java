package org.vavl.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;
import org.vavl.recognition.inference.InferenceNetwork;

/** A network that recognises emotion, as training, evaluation and recognition see it. Closing it frees its parameters. */
public interface EmotionModel extends AutoCloseable {
    /** What it was made from. */
    ModelConfiguration configuration();

    /** The modalities that it understands, in the order of its heads. */
    List<Modality> modalities();

    /** What it answers. */
    Task task();

    /** Whether it wants a modality's features as they are, where others want them normalised. */
    default boolean takesRaw(Modality modality) {
        return false;
    }

    /**
     * Whether what it says of a clip in training depends on the other clips of the batch, since it normalises over all of them. Such a batch cannot be shared among
     * processes.
     */
    default boolean normalisesOverBatch() {
        return false;
    }

    /**
     * How many frames of a modality a clip may have. Time and memory of attention grow with the square of it: at this one, some gigabytes.
     */
    default int mostFrames(Modality modality) {
        return InferenceNetwork.USUAL_MOST_FRAMES;
    }

    /** Its parameters. */
    ParameterStore parameters();

    /** Its heads: one for each modality that can be answered for alone, then the one that joins them. */
    List<Head> heads();

    /**
     * What every head says of the clips that have its modalities.
     *
     * @return by head; a head that applies to none of the clips is not there
     */
    Map<Head, HeadOutput> forward(Batch batch, ForwardMode mode);

    /** The updates that training makes for each batch, in their order. */
    List<Update> updates();

    /**
     * Which heads answer for a clip; the answer is the mean of theirs.
     *
     * @param present the names of the modalities that the clip has
     * @return one head or several, none if the model cannot answer
     */
    List<Head> selectedHeads(Set<String> present);

    @Override
    void close();
}
