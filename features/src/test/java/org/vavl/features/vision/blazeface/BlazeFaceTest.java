package org.vavl.features.vision.blazeface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.Image;
import org.vavl.features.assets.AssetStore;
import org.vavl.features.assets.Assets;
import org.vavl.features.media.TalkingFace;
import org.vavl.features.vision.TestPictures;
import org.vavl.features.vision.blazeface.BlazeFaceOutputs.Candidate;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.detection.FaceDetector;
import org.vavl.features.vision.detection.FaceDetectors;
import org.vavl.features.vision.detection.HaarFaceDetector;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.image.ImageAugmentation;
import org.vavl.features.vision.image.Point;
import org.vavl.features.vision.image.Resampling;

class BlazeFaceTest {
    @TempDir
    private Path folder;

    private static Path weights(BlazeFaceNetwork network) {
        return Path.of("../models/src/main/resources/org/vavl/models/" + network.detector() + ".onnx");
    }

    private static BlazeFaceDetector open(BlazeFaceNetwork network) {
        return BlazeFaceDetector.open(network, weights(network));
    }

    private static Image face() throws IOException {
        return TestPictures.picture(TalkingFace.CLIP, 10);
    }

    /** As the Python package that runs TFLite does; see tools/fixtures/blazeface_fixture.py. */
    @ParameterizedTest
    @EnumSource
    void facesAreThoseOfTheReference(BlazeFaceNetwork network) throws IOException {
        Image image = TestPictures.picture(TestPictures.resource(network.detector() + ".png"), 0);
        List<String> rows = Files.readAllLines(TestPictures.resource(network.detector() + ".csv"));
        try (BlazeFaceDetector detector = open(network)) {
            List<Candidate> found = detector.candidates(image, SquareInput.whole(image, network.side()));
            assertThat(found).hasSameSizeAs(rows);
            for (int i = 0; i < rows.size(); i++) {
                double[] row = Arrays.stream(rows.get(i).split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                assertThat(found.get(i).score()).isCloseTo(row[0], within(1e-4));
                assertThat(found.get(i).values())
                        .usingComparatorWithPrecision(1e-4)
                        .containsExactly(Arrays.copyOfRange(row, 1, row.length));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void boxAndEyesAreThoseOfTheCascade(BlazeFaceNetwork network) throws IOException {
        try (BlazeFaceDetector detector = open(network);
                FaceDetector cascade = HaarFaceDetector.open()) {
            Face found = detector.detect(face()).get(0);
            Face expected = cascade.detect(face()).get(0);
            assertThat(found.box().intersectionOverUnion(expected.box())).isGreaterThan(0.7);
            double side = expected.box().width();
            assertThat(found.leftEye().x()).isCloseTo(expected.leftEye().x(), within(0.06 * side));
            assertThat(found.leftEye().y()).isCloseTo(expected.leftEye().y(), within(0.06 * side));
            assertThat(found.rightEye().x()).isCloseTo(expected.rightEye().x(), within(0.06 * side));
            Point usual = new Face(found.box(), 1, List.of()).leftEye();
            assertThat(found.leftEye().y())
                    .as("eyes are where crops without eyes expect them")
                    .isCloseTo(usual.y(), within(0.08 * side));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-45, -30, 30, 45})
    void turnedFacesAreFoundAndTheirEyesKeepTheirOrder(double degrees) throws IOException {
        Image turned = ImageAugmentation.none().withDegrees(degrees).apply(face());
        for (BlazeFaceNetwork network : BlazeFaceNetwork.values()) {
            try (BlazeFaceDetector detector = open(network)) {
                List<Face> faces = detector.detect(turned);
                assertThat(faces).as("%s by %s°", network, degrees).hasSize(1);
                assertThat(faces.get(0).leftEye().x())
                        .isLessThan(faces.get(0).rightEye().x());
                assertThat(Math.abs(faces.get(0).leftEye().y()
                                - faces.get(0).rightEye().y()))
                        .as("they are turned, too")
                        .isGreaterThan(8);
            }
        }
    }

    /** A face of 40 pixels in the corner of a picture of 640×360: the more so where it was shortly before. */
    @Test
    void aSmallFaceIsFoundAndNearItsPlaceInAnyPicture() throws IOException {
        Image small = Resampling.scaled(face(), 0.42);
        Image image = TestPictures.of(
                640,
                360,
                3,
                (x, y) -> x < small.width() && y < small.height() ? small.value(x, y, 1) : 90 + (x + y) / 12);
        Box place = new Box(31, 22, 40, 40);
        for (BlazeFaceNetwork network : BlazeFaceNetwork.values()) {
            try (BlazeFaceDetector detector = open(network)) {
                List<Face> near = detector.detectNear(image, List.of(place.moved(8, -6)));
                assertThat(near).as(network.detector()).hasSize(1);
                assertThat(near.get(0).box().intersectionOverUnion(place)).isGreaterThan(0.6);
                assertThat(detector.detectNear(image, List.of())).isEmpty();
            }
        }
        try (BlazeFaceDetector detector = open(BlazeFaceNetwork.FULL)) {
            assertThat(detector.detect(image)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void picturesOfAnySizeAreLookedAt(BlazeFaceNetwork network) {
        try (BlazeFaceDetector detector = open(network)) {
            for (int[] size : new int[][] {{1, 1}, {2000, 1}, {1, 300}, {7, 5}, {333, 127}}) {
                Image noise = TestPictures.of(size[0], size[1], 3, (x, y) -> 128 + (x * 7 + y * 13) % 9);
                assertThat(detector.detect(noise)).isEmpty();
            }
            assertThat(detector.detectNear(
                            TestPictures.of(20, 20, 1, (x, y) -> x), List.of(new Box(-500, 900, 10, 12))))
                    .isEmpty();
        }
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        byte[] network = Files.readAllBytes(weights(BlazeFaceNetwork.SHORT));
        Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(network, network.length / 2));
        assertThatThrownBy(() -> BlazeFaceDetector.open(BlazeFaceNetwork.SHORT, cut))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith(cut + ": ");
        Path other = TestPictures.resource("random-yunet.onnx");
        assertThatThrownBy(() -> BlazeFaceDetector.open(BlazeFaceNetwork.SHORT, other))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("is not blazeface-short");
        Path full = weights(BlazeFaceNetwork.FULL);
        assertThatThrownBy(() -> BlazeFaceDetector.open(BlazeFaceNetwork.SHORT, full))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith(full + ": ");
    }

    @ParameterizedTest
    @EnumSource
    void detectorsAreFoundByName(BlazeFaceNetwork network) {
        AssetStore empty = new AssetStore(folder, Assets.all());
        FaceDetectors detectors = FaceDetectors.with(Map.of(network.detector(), weights(network)), empty);
        ExtractorId id = detectors.named(network.detector()).id();
        assertThat(id.name()).isEqualTo(network.detector());
        assertThat(id.version()).matches("1-[0-9a-f]{12}");
        try (FaceDetector detector = detectors.of(id).open()) {
            assertThat(detector.id()).isEqualTo(id);
        }
    }
}
