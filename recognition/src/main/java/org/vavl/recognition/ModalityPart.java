package org.vavl.recognition;

import java.util.Optional;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.Image;

/**
 * One modality in a window of a recording.
 *
 * @param presence whether it is there
 * @param features empty if it is not
 * @param portrait a face for people to look at
 */
record ModalityPart(ModalityPresence presence, Optional<FeatureSequence> features, Optional<Image> portrait) {
    /** @param frames none of which is valid */
    static ModalityPart absent(int frames, String reason) {
        return new ModalityPart(new ModalityPresence.Absent(frames, reason), Optional.empty(), Optional.empty());
    }

    /** @param otherwise why no frame is valid, if none is */
    static ModalityPart of(FeatureSequence features, Optional<Image> portrait, String otherwise) {
        int valid = features.validFrames();
        return valid == 0
                ? absent(features.frames(), otherwise)
                : new ModalityPart(
                        new ModalityPresence.Present(features.frames(), valid), Optional.of(features), portrait);
    }
}
