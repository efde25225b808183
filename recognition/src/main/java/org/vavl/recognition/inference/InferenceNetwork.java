package org.vavl.recognition.inference;

import java.util.List;
import java.util.Set;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Head;

/**
 * A trained network that is used for inference. Implementations may be used by any number of threads at once, except for {@link #close}.
 */
public interface InferenceNetwork extends AutoCloseable {
    /** What the network takes and predicts, and where it comes from. */
    ModelDescription description();

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
