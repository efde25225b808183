package org.vavl.features.vision.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vavl.features.Image;
import org.vavl.features.media.TalkingFace;
import org.vavl.features.vision.TestPictures;
import org.vavl.features.vision.image.Box;

class PictureStructureTest {
    private static final Box FACE = new Box(73, 55, 96, 96);

    private static Image lit(Image image, double contrast, double brightness) {
        return TestPictures.of(image.width(), image.height(), 1, (x, y) ->
                (int) Math.max(0, Math.min(255, image.value(x, y, 1) * contrast + brightness)));
    }

    @Test
    void lightMakesNoDifference() throws IOException {
        Image image = TestPictures.picture(TalkingFace.CLIP, 10);
        for (double[] light : new double[][] {{1, 0}, {0.5, 0}, {0.5, 120}, {0.15, 10}}) {
            Image lit = lit(image, light[0], light[1]);
            assertThat(PictureStructure.of(lit).similarity(PictureStructure.of(lit(image, 1, 0))))
                    .isCloseTo(1, within(0.01));
            assertThat(PictureStructure.of(lit, FACE).similarity(PictureStructure.of(lit(image, 1, 0), FACE)))
                    .isCloseTo(1, within(0.01));
            assertThat(PictureStructure.of(lit).isBlank()).isFalse();
        }
    }

    @Test
    void aFaceALittleLaterLooksTheSameAndAMirroredOneDoesNot() throws IOException {
        Image image = TestPictures.picture(TalkingFace.CLIP, 0);
        Image later = TestPictures.picture(TalkingFace.CLIP, 3);
        Image mirrored = TestPictures.of(240, 200, 1, (x, y) -> image.value(239 - x, y, 1));
        PictureStructure face = PictureStructure.of(image, FACE);
        assertThat(face.similarity(PictureStructure.of(later, FACE))).isGreaterThan(0.9);
        assertThat(face.similarity(PictureStructure.of(mirrored, new Box(71, 55, 96, 96))))
                .isLessThan(0.8);
    }

    @Test
    void noiseAroundOneGreyIsBlankAndAllBlankPicturesAreAlike() {
        Random random = new Random(1);
        Image black = TestPictures.of(64, 48, 1, (x, y) -> random.nextInt(6));
        Image white = TestPictures.of(64, 48, 3, (x, y) -> 255);
        assertThat(PictureStructure.of(black).isBlank()).isTrue();
        assertThat(PictureStructure.of(white).isBlank()).isTrue();
        assertThat(PictureStructure.of(white).similarity(PictureStructure.of(white)))
                .isEqualTo(1);
        assertThat(PictureStructure.of(TestPictures.of(1, 1, 1, (x, y) -> 7)).isBlank())
                .isTrue();
        Image stripes = TestPictures.of(64, 48, 1, (x, y) -> x / 8 % 2 * 200);
        assertThat(PictureStructure.of(stripes).isBlank()).isFalse();
        assertThat(PictureStructure.of(stripes).similarity(PictureStructure.of(white)))
                .isLessThan(0.1);
    }
}
