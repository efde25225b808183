package org.vavl.features.vision;

import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.Image;

/**
 * The face that speaks for a stretch of a video.
 *
 * @param features T×D at the video's rate; no frame at all behind the video's end, and none valid if there is no face
 * @param portrait the face in the middle of the stretch, in colour, for people to look at; empty if there is none
 * @param faces how many faces were followed in the stretch, whichever of them speaks
 * @param speaker the number of the {@link FollowedFace} that speaks, in most of the frames if it changes; empty if none does
 * @param others of the other faces their features, by their numbers; empty unless they are asked for
 * @param lastPicture where the faces are in the last picture of the stretch; empty if it has none
 */
public record FaceWindow(
        FeatureSequence features,
        Optional<Image> portrait,
        int faces,
        Optional<Integer> speaker,
        Map<Integer, FeatureSequence> others,
        Optional<PictureFaces> lastPicture) {
    /** Copies the others. */
    public FaceWindow {
        others = Map.copyOf(others);
    }
}
