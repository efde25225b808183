package org.vavl.features.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.Image;
import org.vavl.features.assets.AssetStore;
import org.vavl.features.assets.Assets;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.detection.FaceDetector;
import org.vavl.features.vision.detection.FaceDetectorSource;
import org.vavl.features.vision.detection.FaceDetectors;
import org.vavl.features.vision.detection.YuNetFaceDetector;

/** Held against OpenCV's FaceDetectorYN; the files are made by tools/fixtures/yunet_fixture.py. */
class YuNetGoldenTest {
    @TempDir
    private Path folder;

    private static void assertEqual(Path network, String golden) throws IOException {
        List<double[]> expected = Files.readAllLines(TestPictures.resource(golden)).stream()
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .sorted(Comparator.comparingDouble((double[] row) -> -row[14]))
                .toList();
        Image portrait = TestPictures.picture(TestPictures.resource("portrait.png"), 0);
        try (FaceDetector detector = YuNetFaceDetector.open(network)) {
            List<Face> faces = detector.detect(portrait);
            assertThat(faces).hasSameSizeAs(expected);
            for (int i = 0; i < faces.size(); i++) {
                double[] row = expected.get(i);
                Face face = faces.get(i);
                assertThat(face.score()).isCloseTo(row[14], within(1e-3));
                assertThat(face.box().x()).isCloseTo(row[0], within(0.05));
                assertThat(face.box().y()).isCloseTo(row[1], within(0.05));
                assertThat(face.box().width()).isCloseTo(row[2], within(0.05));
                assertThat(face.box().height()).isCloseTo(row[3], within(0.05));
                for (int k = 0; k < 5; k++) {
                    assertThat(face.landmarks().get(k).x()).isCloseTo(row[4 + 2 * k], within(0.05));
                    assertThat(face.landmarks().get(k).y()).isCloseTo(row[5 + 2 * k], within(0.05));
                }
            }
        }
    }

    @Test
    void aNetworkOfRandomWeightsHasOpenCvsFaces() throws IOException {
        assertEqual(TestPictures.resource("random-yunet.onnx"), "random-yunet.csv");
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "VAVL_SHARED", matches = ".+")
    void thePublishedNetworkHasOpenCvsFaces() throws IOException {
        assertEqual(Path.of(System.getenv("VAVL_SHARED"), "models/yunet/yunet_n_dynamic.onnx"), "yunet.csv");
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path none = folder.resolve("none.onnx");
        assertThatThrownBy(() -> FaceDetectorSource.yunet(none))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining(none.toString());
        byte[] network = Files.readAllBytes(TestPictures.resource("random-yunet.onnx"));
        for (int length : new int[] {0, 10, network.length / 2, network.length - 1}) {
            Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(network, length));
            assertThatThrownBy(() -> YuNetFaceDetector.open(cut).close())
                    .as("%d bytes", length)
                    .isInstanceOf(VavlException.class)
                    .hasMessageStartingWith(cut + ": ");
        }
    }

    @Test
    void aDetectorWithoutItsWeightsSaysSo() {
        AssetStore empty = new AssetStore(folder, Assets.all());
        assertThatThrownBy(() -> FaceDetectors.with(Map.of(), empty).named("yunet"))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("face detector yunet")
                .hasMessageContaining("vavl models pull yunet");
        FaceDetectors here = FaceDetectors.with(Map.of("yunet", TestPictures.resource("random-yunet.onnx")), empty);
        assertThat(here.of(here.named("yunet").id()).id().version()).matches("1-[0-9a-f]{12}");
        assertThatThrownBy(() -> here.of(new ExtractorId("yunet", "1-000000000000")))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("1-000000000000");
    }
}
