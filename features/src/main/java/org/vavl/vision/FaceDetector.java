package org.vavl.vision;

import java.util.List;
import org.vavl.features.ExtractorId;
import org.vavl.features.Image;

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

    /** Frees what it holds. */
    @Override
    void close();
}
