package org.vavl.model.mtcnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.features.Image;
import org.vavl.features.assets.AssetStore;
import org.vavl.features.assets.Assets;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.vision.TestPictures;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.detection.FaceDetector;
import org.vavl.features.vision.detection.FaceDetectors;
import org.vavl.nn.LibTorch;

/** Held against facenet-pytorch; the files are made by tools/fixtures/mtcnn_fixture.py. */
class MtcnnGoldenTest {
    @TempDir
    private Path folder;

    private static void assertEqual(MtcnnFiles files, String golden) throws IOException {
        List<double[]> expected = Files.readAllLines(TestPictures.resource(golden)).stream()
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        Image portrait = TestPictures.picture(TestPictures.resource("portrait.png"), 0);
        try (FaceDetector detector = MtcnnFaceDetector.open(files)) {
            List<Face> faces = detector.detect(portrait);
            assertThat(faces).hasSameSizeAs(expected);
            for (double[] row : expected) { // scores are all but equal, so that their order is not
                assertThat(faces).anySatisfy(face -> assertAlike(face, row));
            }
        }
    }

    private static void assertAlike(Face face, double[] row) {
        assertThat(face.score()).isCloseTo(row[4], within(1e-4));
        assertThat(face.box().x()).isCloseTo(row[0], within(0.05));
        assertThat(face.box().y()).isCloseTo(row[1], within(0.05));
        assertThat(face.box().x() + face.box().width()).isCloseTo(row[2], within(0.05));
        assertThat(face.box().y() + face.box().height()).isCloseTo(row[3], within(0.05));
        for (int k = 0; k < 5; k++) {
            assertThat(face.landmarks().get(k).x()).isCloseTo(row[5 + 2 * k], within(0.05));
            assertThat(face.landmarks().get(k).y()).isCloseTo(row[6 + 2 * k], within(0.05));
        }
    }

    @Test
    void networksOfRandomWeightsHaveTheFacesOfTheReference() throws IOException {
        assertEqual(RandomMtcnn.in(folder), "random-mtcnn.csv");
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "VAVL_SHARED", matches = ".+")
    void thePublishedNetworksHaveTheFacesOfTheReference() throws IOException {
        assertEqual(MtcnnFiles.in(Path.of(System.getenv("VAVL_SHARED"), "models/mtcnn")), "mtcnn.csv");
    }

    @Test
    void smallAndPlainPicturesHaveNoFaces() {
        try (FaceDetector detector = MtcnnFaceDetector.open(RandomMtcnn.in(folder))) {
            assertThat(detector.detect(TestPictures.of(1, 1, 3, (x, y) -> 9))).isEmpty();
            assertThat(detector.detect(TestPictures.of(19, 300, 1, (x, y) -> x)))
                    .isEmpty();
        }
    }

    @Test
    void networksInTheWrongPlaceAreRefused() {
        MtcnnFiles files = RandomMtcnn.in(folder);
        MtcnnFiles exchanged = new MtcnnFiles(files.proposal(), files.output(), files.output());
        assertThatThrownBy(() -> MtcnnFaceDetector.open(exchanged))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith(files.output() + ": is not a network of MTCNN: tensor 'conv1.weight'");
        assertThatThrownBy(() -> MtcnnFaceDetector.open(MtcnnFiles.in(folder)))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("pnet.pt");
    }

    @Test
    void itGoesToTheDeviceThatIsAskedFor() throws IOException {
        LibTorch.load();
        assumeFalse(torch.cuda_is_available());
        MtcnnFiles files = RandomMtcnn.in(folder);
        Files.copy(files.proposal(), folder.resolve("pnet.pt"));
        Files.copy(files.refinement(), folder.resolve("rnet.pt"));
        Files.copy(files.output(), folder.resolve("onet.pt"));
        FaceDetectors card = FaceDetectors.with(Map.of("mtcnn", folder)).on(new Device(Device.Type.CUDA, 0));
        assertThatThrownBy(() -> card.named("mtcnn").open())
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith("device 'cuda:0' is not there");
        card.on(Device.CPU).named("mtcnn").open().close();
    }

    @Test
    void withoutItsWeightsItSaysWhereTheyComeFrom() {
        WeightSources empty = new WeightSources(new AssetStore(folder, Assets.all()), Map.of());
        assertThatThrownBy(() -> new MtcnnProvider().source(empty))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("face detector mtcnn")
                .hasMessageContaining("vavl models pull mtcnn");
        assertThat(FaceDetectors.names())
                .containsExactly("blazeface-full", "blazeface-short", "haar", "mtcnn", "yunet");
    }
}
