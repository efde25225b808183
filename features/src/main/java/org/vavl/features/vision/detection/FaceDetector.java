package org.vavl.features.vision.detection;

import java.util.List;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.Image;
import org.vavl.features.vision.image.Box;

/** Finds faces in pictures. Not for several threads at once: each opens its own, see {@link FaceDetectorSource}. */
public interface FaceDetector extends AutoCloseable {
    /** Its name and version; another version means that it finds other faces in the same picture. */
    ExtractorId id();

    /**
     * Finds faces.
     *
     * @param image red, green and blue, of any size
     * @return the surest first; none where there is none
     */
    List<Face> detect(Image image);

    /**
     * Finds faces near places where they were shortly before, of about the same size; others may be found or not. It costs less than
     * {@link #detect} where a detector can make use of the places.
     *
     * @param image as for {@link #detect}
     * @param places in the same picture; where there is none, no face need be found
     * @return as of {@link #detect}
     */
    default List<Face> detectNear(Image image, List<Box> places) {
        return places.isEmpty() ? List.of() : detect(image);
    }

    /** Frees what it holds. */
    @Override
    void close();
}
