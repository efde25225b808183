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
 * @param faces how many there are, in pictures
 */
record ModalitySegment(
        ModalityAvailability presence, Optional<FeatureSequence> features, Optional<Image> portrait, int faces) {
    /** @param frames none of which is valid */
    static ModalitySegment absent(int frames, String reason) {
        return new ModalitySegment(
                new ModalityAvailability.Missing(frames, reason), Optional.empty(), Optional.empty(), 0);
    }

    /** @param otherwise why no frame is valid, if none is */
    static ModalitySegment of(FeatureSequence features, Optional<Image> portrait, String otherwise) {
        int valid = features.validFrames();
        return valid == 0
                ? absent(features.frames(), otherwise)
                : new ModalitySegment(
                        new ModalityAvailability.Present(features.frames(), valid), Optional.of(features), portrait, 0);
    }

    /** The same where so many faces are in the pictures. */
    ModalitySegment withFaces(int faces) {
        return new ModalitySegment(presence, features, portrait, faces);
    }
}
