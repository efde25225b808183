package org.vavl.benchmarks;

import java.nio.file.Path;
import java.util.List;
import org.vavl.features.Image;
import org.vavl.features.vision.crop.FaceCropper;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.detection.FaceDetector;
import org.vavl.features.vision.detection.FaceDetectors;

/** A face and the picture that it is in. */
public record Sighting(Image picture, Face face) {
    /**
     * The surest face of each picture of a clip that has one, as {@code haar} finds them.
     *
     * @return at least one
     */
    public static List<Sighting> allIn(Path clip) {
        try (FaceDetector detector = FaceDetectors.standard().named("haar").open()) {
            List<Sighting> sightings = allIn(Pictures.of(clip), detector);
            if (sightings.isEmpty()) {
                throw new IllegalArgumentException(clip + " has no face");
            }
            return sightings;
        }
    }

    /** The surest face of each picture that has one. */
    public static List<Sighting> allIn(List<Image> pictures, FaceDetector detector) {
        return pictures.stream()
                .flatMap(picture -> detector.detect(picture).stream().limit(1).map(face -> new Sighting(picture, face)))
                .toList();
    }

    /** The face, cut out. */
    Image cutBy(FaceCropper cutter) {
        return cutter.crop(picture, face);
    }
}
