package org.vavl.recognition;

import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.Image;
import org.vavl.features.vision.FaceWindow;
import org.vavl.features.vision.PictureFaces;

/**
 * One modality in a window of a recording.
 *
 * @param presence whether it is there
 * @param features empty if it is not
 * @param portrait a face for people to look at
 * @param faces how many there are, in pictures
 * @param speaker the number of the face whose it is; empty if it is of none
 * @param others of the other faces their features, by their numbers, if they are asked for
 * @param lastPicture where the faces are in its last picture; empty if it has none
 */
record ModalitySegment(
        ModalityAvailability presence,
        Optional<FeatureSequence> features,
        Optional<Image> portrait,
        int faces,
        Optional<Integer> speaker,
        Map<Integer, FeatureSequence> others,
        Optional<PictureFaces> lastPicture) {
    /** @param frames none of which is valid */
    static ModalitySegment absent(int frames, String reason) {
        return new ModalitySegment(
                new ModalityAvailability.Missing(frames, reason),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    /** @param otherwise why no frame is valid, if none is */
    static ModalitySegment of(FeatureSequence features, Optional<Image> portrait, String otherwise) {
        int valid = features.validFrames();
        return valid == 0
                ? absent(features.frames(), otherwise)
                : new ModalitySegment(
                        new ModalityAvailability.Present(features.frames(), valid),
                        Optional.of(features),
                        portrait,
                        0,
                        Optional.empty(),
                        Map.of(),
                        Optional.empty());
    }

    /**
     * The same of a window of a video.
     *
     * @param newOthers the other faces' features
     */
    ModalitySegment withFaces(FaceWindow window, Map<Integer, FeatureSequence> newOthers) {
        return new ModalitySegment(
                presence, features, portrait, window.faces(), window.speaker(), newOthers, window.lastPicture());
    }
}
