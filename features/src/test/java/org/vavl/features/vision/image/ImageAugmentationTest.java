package org.vavl.features.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vavl.features.Image;

class ImageAugmentationTest {
    private static final ImageAugmentation NONE = ImageAugmentation.none();

    /** A smooth picture, so that interpolation changes little. */
    private static Image smooth(int channels) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(32 * 24 * channels);
        for (int y = 0; y < 24; y++) {
            for (int x = 0; x < 32; x++) {
                for (int c = 0; c < channels; c++) {
                    pixels.put((byte) (40 + 4 * x + 3 * y + 5 * c));
                }
            }
        }
        return new Image(32, 24, channels, pixels.flip());
    }

    @Test
    void nothingChangesWhereNothingIsAskedFor() {
        for (int channels : new int[] {Image.GREY, Image.RGB}) {
            Image image = smooth(channels);
            assertThat(NONE.apply(image).pixels()).isEqualTo(image.pixels());
        }
    }

    @Test
    void mirroringTwiceGivesThePictureBack() {
        ImageAugmentation mirror = NONE.withMirrored(true);
        Image image = smooth(Image.GREY);
        assertThat(mirror.apply(image).value(0, 5, 0)).isEqualTo(image.value(31, 5, 0));
        assertThat(mirror.apply(mirror.apply(image)).pixels()).isEqualTo(image.pixels());
    }

    @Test
    void turningAndTurningBackGivesTheMiddleBack() {
        Random random = new Random(5);
        for (int time = 0; time < 20; time++) {
            double degrees = 40 * (random.nextDouble() - 0.5);
            Image image = smooth(Image.GREY);
            Image there = NONE.withDegrees(degrees).apply(image);
            Image back = NONE.withDegrees(-degrees).apply(there);
            for (int x = 12; x < 20; x++) {
                assertThat((double) back.value(x, 12, 0))
                        .as("%s degrees", degrees)
                        .isCloseTo(image.value(x, 12, 0), within(2.0));
            }
        }
    }

    @Test
    void movingEnlargingAndLightDoWhatTheySay() {
        Image image = smooth(Image.GREY);
        Image moved = NONE.withShift(0.25, 0).apply(image);
        assertThat(moved.value(20, 10, 0)).isEqualTo(image.value(12, 10, 0));
        Image brighter = NONE.withBrightness(10).apply(image);
        assertThat(brighter.value(3, 3, 0)).isEqualTo(image.value(3, 3, 0) + 10);
        Image flatter = NONE.withContrast(0.5).apply(image);
        assertThat(flatter.value(31, 23, 0) - flatter.value(0, 0, 0)).isBetween(95, 98); // half of 31·4 + 23·3 = 193
        Image larger = NONE.withScale(2).apply(image);
        assertThat(larger.value(31, 12, 0) - larger.value(0, 12, 0))
                .isCloseTo((image.value(31, 12, 0) - image.value(0, 12, 0)) / 2, within(2));
    }

    @Test
    void aCompressedPictureIsStillThePicture() {
        for (int channels : new int[] {Image.GREY, Image.RGB}) {
            Image image = smooth(channels);
            Image compressed = NONE.withCompression(0.5, 60).apply(image);
            assertThat(compressed.channels()).isEqualTo(channels);
            for (int x = 2; x < 30; x++) {
                assertThat(compressed.value(x, 12, 0)).isCloseTo(image.value(x, 12, 0), within(12));
            }
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> NONE.withScale(0)).hasMessageContaining("scale 0.0");
        assertThatThrownBy(() -> NONE.withCompression(0, 0)).hasMessageContaining("quality 0");
    }
}
