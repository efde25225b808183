package org.vavl.features.vision;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vavl.features.vision.image.Box;

/**
 * Where the faces are in one picture of a video.
 *
 * @param seconds the picture's time
 * @param width of the picture, in pixels
 * @param height of the picture, in pixels
 * @param boxes of the faces, by the number of the {@link FollowedFace}, in pixels of the upright picture, the largest first
 */
public record PictureFaces(double seconds, int width, int height, Map<Integer, Box> boxes) {
    /** Copies the boxes, whose order is kept. */
    public PictureFaces {
        boxes = Collections.unmodifiableMap(new LinkedHashMap<>(boxes));
    }
}
