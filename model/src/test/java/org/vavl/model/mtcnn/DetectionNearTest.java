package org.vavl.model.mtcnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.features.Image;
import org.vavl.features.media.TalkingFace;
import org.vavl.features.vision.TestPictures;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.detection.FaceDetector;
import org.vavl.features.vision.detection.HaarFaceDetector;
import org.vavl.features.vision.image.Box;

/** Near where it is, a face is found as in the whole picture; elsewhere it is not. */
class DetectionNearTest {
    private static final long SEED = 5;

    @TempDir
    private Path folder;

    /** Places where a face may have been a tenth of a second before. */
    private static Box before(Box now, Random random) {
        double size = 0.9 + 0.2 * random.nextDouble();
        Box moved = now.moved(
                now.width() * 0.2 * (random.nextDouble() - 0.5), now.height() * 0.2 * (random.nextDouble() - 0.5));
        return moved.grown(size);
    }

    private static void assertFoundNear(FaceDetector detector, Image picture) {
        Random random = new Random(SEED);
        List<Face> all = detector.detect(picture);
        assertThat(all).isNotEmpty();
        for (Face face : all) {
            for (int i = 0; i < 10; i++) {
                Box place = before(face.box(), random);
                assertThat(detector.detectNear(picture, List.of(place, place)))
                        .as("seed %s, from %s", SEED, place)
                        .filteredOn(other -> other.box().intersectionOverUnion(face.box()) > 0.8)
                        .hasSize(1)
                        .allSatisfy(other -> assertThat(other.landmarks()).hasSameSizeAs(face.landmarks()));
            }
        }
        assertThat(detector.detectNear(picture, List.of())).isEmpty();
        assertThat(detector.detectNear(picture, List.of(new Box(-9000, 9000, 50, 50))))
                .isEmpty();
    }

    @Test
    void haarFindsAFaceNearWhereItWas() throws IOException {
        try (FaceDetector haar = HaarFaceDetector.open()) {
            assertFoundNear(haar, TestPictures.picture(TalkingFace.CLIP, 0));
        }
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "VAVL_SHARED", matches = ".+")
    void mtcnnFindsAFaceNearWhereItWas() throws IOException {
        MtcnnFiles files = MtcnnFiles.in(Path.of(System.getenv("VAVL_SHARED"), "models/mtcnn"));
        try (FaceDetector mtcnn = MtcnnFaceDetector.open(files)) {
            assertFoundNear(mtcnn, TestPictures.picture(TalkingFace.CLIP, 0));
        }
    }

    @Test
    void mtcnnOfRandomWeightsLooksOnlyThere() {
        try (FaceDetector mtcnn = MtcnnFaceDetector.open(RandomMtcnn.in(folder))) {
            Image picture = TestPictures.of(200, 150, 3, (x, y) -> (x * y) % 256);
            Box place = new Box(80, 60, 40, 40);
            assertThat(mtcnn.detectNear(picture, List.of(place))).allSatisfy(face -> {
                assertThat(face.box().at(0.5, 0.5).x()).isBetween(40.0, 160.0);
                assertThat(face.box().at(0.5, 0.5).y()).isBetween(20.0, 140.0);
            });
        }
    }
}
