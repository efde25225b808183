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
record ModalitySegment(ModalityAvailability presence, Optional<FeatureSequence> features, Optional<Image> portrait) {
    /** @param frames none of which is valid */
    static ModalitySegment absent(int frames, String reason) {
        return new ModalitySegment(
                new ModalityAvailability.Missing(frames, reason), Optional.empty(), Optional.empty());
    }

    /** @param otherwise why no frame is valid, if none is */
    static ModalitySegment of(FeatureSequence features, Optional<Image> portrait, String otherwise) {
        int valid = features.validFrames();
        return valid == 0
                ? absent(features.frames(), otherwise)
                : new ModalitySegment(
                        new ModalityAvailability.Present(features.frames(), valid), Optional.of(features), portrait);
    }
}
