package org.vavl.recognition.inference;

import java.util.List;
import java.util.function.ToIntFunction;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;

/**
 * How long a clip is to a network.
 *
 * @param frames of all modalities together
 * @param share the largest share that a modality's frames have of the most that it may have, 0 to 1
 */
public record ClipLength(int frames, double share) {
    /**
     * A clip's length.
     *
     * @param modalities those of the network
     * @param most how many frames of a modality it takes at once
     * @throws VavlException if the clip has more, or its features cannot be read
     */
    public static ClipLength of(Clip clip, List<Modality> modalities, ToIntFunction<Modality> most) {
        int frames = 0;
        double share = 0;
        for (Modality modality : modalities) {
            int ofModality =
                    clip.features(modality).map(FeatureSequence::frames).orElse(0);
            if (ofModality > most.applyAsInt(modality)) {
                throw new VavlException("clip " + clip.id() + " has " + ofModality + " frames of " + modality.name()
                        + " features, and the model takes at most " + most.applyAsInt(modality)
                        + " at once: cut it into shorter clips");
            }
            frames += ofModality;
            share = Math.max(share, (double) ofModality / most.applyAsInt(modality));
        }
        return new ClipLength(frames, share);
    }
}
