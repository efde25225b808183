package org.vavl.model.inference;

import org.vavl.core.clip.Modality;

/** Changes a clip's frames on their way into a batch, as augmentation does. */
@FunctionalInterface
public interface FrameTransform {
    /** Leaves everything as it is. */
    FrameTransform NONE = (modality, row, frames) -> frames;

    /**
     * The frames as they go into the batch.
     *
     * @param modality which modality of the clip
     * @param row which clip of the batch
     * @param frames may be changed in place
     * @return the frames for the batch, with at least one that is valid
     */
    Frames apply(Modality modality, int row, Frames frames);
}
