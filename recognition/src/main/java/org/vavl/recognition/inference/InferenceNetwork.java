package org.vavl.recognition.inference;

import java.util.List;
import java.util.Set;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;

/**
 * A trained network that is used for inference. Implementations may be used by any number of threads at once, except for {@link #close}.
 */
public interface InferenceNetwork extends AutoCloseable {
    /** 150 s of features at 100 frames a second, for which attention takes some gigabytes. */
    int USUAL_MOST_FRAMES = 15_000;

    /** What the network takes and predicts, and where it comes from. */
    ModelDescription description();

    /** How many frames of a modality a clip may have, and, the shorter the clips are, the more of them a batch. */
    default int mostFrames(Modality modality) {
        return USUAL_MOST_FRAMES;
    }

    /**
     * Passes clips through the network together. The outputs for a clip do not depend on the other clips.
     *
     * @param clips B clips, at least one
     * @return the outputs for each clip, in the order of the clips
     * @throws org.vavl.core.VavlException if a clip's features cannot be read or have another width
     */
    List<NetworkOutput> forward(List<Clip> clips);

    /**
     * Which heads make the prediction for a clip, which is the mean of theirs.
     *
     * @param present the names of the modalities that the clip has
     * @return one head or several, none if the network has no head for these modalities
     */
    List<Head> selectedHeads(Set<String> present);

    @Override
    void close();
}
