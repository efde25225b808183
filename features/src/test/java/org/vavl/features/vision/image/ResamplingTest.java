package org.vavl.features.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.features.Image;
import org.vavl.features.vision.TestPictures;

/** Resized, drawn and grey pictures, beside OpenCV's. */
class ResamplingTest {
    private static Image noise(int width, int height, int channels, long seed) {
        byte[] values = new byte[width * height * channels];
        new Random(seed).nextBytes(values);
        return Image.of(width, height, channels, values);
    }

    private static int largestDifference(Image a, Image b) {
        assertThat(a.width()).isEqualTo(b.width());
        assertThat(a.height()).isEqualTo(b.height());
        assertThat(a.channels()).isEqualTo(b.channels());
        int largest = 0;
        for (int i = 0; i < a.pixels().remaining(); i++) {
            largest = Math.max(
                    largest, Math.abs((a.pixels().get(i) & 0xFF) - (b.pixels().get(i) & 0xFF)));
        }
        return largest;
    }

    private static Image ofOpenCv(Image image, int width, int height) {
        try (PointerScope scope = new PointerScope()) {
            Mat resized = new Mat();
            boolean smaller = width <= image.width() && height <= image.height();
            int how = smaller ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
            opencv_imgproc.resize(OpenCv.view(image), resized, new Size(width, height), 0, 0, how);
            return OpenCv.copy(resized);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "64, 48, 32, 24", "64, 48, 13, 7", "64, 48, 63, 47", "64, 48, 64, 11", "7, 5, 1, 1",
                "640, 480, 128, 96", // smaller
        "64, 48, 65, 49", "3, 2, 128, 96", "1, 1, 9, 7", "64, 48, 100, 20", "20, 90, 41, 40",
                "64, 48, 64, 48" // larger, or only one side
    })
    void resizedPicturesAreThoseOfOpenCv(int width, int height, int newWidth, int newHeight) {
        for (int channels : new int[] {Image.GREY, Image.RGB}) {
            Image image = noise(width, height, channels, width * 31L + newWidth);
            Image resized = Resampling.resized(PixelArray.of(image), newWidth, newHeight)
                    .toImage();
            assertThat(largestDifference(resized, ofOpenCv(image, newWidth, newHeight)))
                    .isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 254, 255})
    void aPlainPictureStaysAsItIs(int value) {
        Image plain = TestPictures.of(97, 31, Image.RGB, (x, y) -> value);
        for (int width : new int[] {1, 30, 96, 98, 300}) {
            Image resized =
                    Resampling.resized(PixelArray.of(plain), width, width).toImage();
            assertThat(largestDifference(resized, TestPictures.of(width, width, Image.RGB, (x, y) -> value)))
                    .isZero();
        }
    }

    /** OpenCV rounds places to 1/32 of a pixel, so pictures that change slowly tell whether both mean the same place. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 0",
        "0.37, 0.12, 5.5, 3.25",
        "1.9, -0.8, -40, 20",
        "0, 1, 0, 60",
        "-0.5, -0.5, 70, 70",
        "0.05, 0, 30, 30"
    })
    void drawingsAreThoseOfOpenCv(double right, double down, double x, double y) {
        for (int channels : new int[] {Image.GREY, Image.RGB}) {
            Image image = TestPictures.of(90, 70, channels, (column, row) -> 20 + column + row);
            Placement placement = Placement.turned(new Point(x, y), new Point(right, down), new Point(0, 0));
            ImageRegion needed = placement.needed(50, 40, 90, 70);
            Image drawn = placement
                    .within(needed)
                    .draw(PixelArray.of(image, needed), 50, 40)
                    .toImage();
            assertThat(largestDifference(drawn, drawnByOpenCv(image, placement, 50, 40)))
                    .isLessThanOrEqualTo(1);
        }
    }

    private static Image drawnByOpenCv(Image image, Placement of, int width, int height) {
        try (PointerScope scope = new PointerScope()) {
            DoublePointer values = new DoublePointer(of.xu(), of.xv(), of.x0(), of.yu(), of.yv(), of.y0());
            Mat drawn = new Mat();
            opencv_imgproc.warpAffine(
                    OpenCv.view(image),
                    drawn,
                    new Mat(2, 3, opencv_core.CV_64F, values, Mat.AUTO_STEP),
                    new Size(width, height),
                    opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP,
                    opencv_core.BORDER_REPLICATE,
                    new Scalar());
            return OpenCv.copy(drawn);
        }
    }

    @Test
    void aDrawingThatIsNotTurnedIsAPartOfThePicture() {
        Image image = noise(40, 30, Image.RGB, 5);
        Placement placement = Placement.turned(new Point(7, 9), new Point(1, 0), new Point(2, 3));
        assertThat(placement.at(2, 3)).isEqualTo(new Point(7, 9));
        Image drawn = placement.draw(PixelArray.of(image), 12, 10).toImage();
        Image part = PixelArray.of(image, new ImageRegion(5, 6, 12, 10)).toImage();
        assertThat(drawn.pixels()).isEqualTo(part.pixels());
    }

    @Test
    void aStepDownwardsIsTheStepToTheRightTurnedByARightAngle() {
        Placement placement = Placement.turned(new Point(10, 20), new Point(3, 4), new Point(0, 0));
        assertThat(placement.at(1, 0)).isEqualTo(new Point(13, 24));
        assertThat(placement.at(0, 1)).isEqualTo(new Point(6, 23));
    }

    @Test
    void greyIsThatOfOpenCv() {
        Image image = noise(123, 45, Image.RGB, 7);
        Image grey = PixelArray.of(image).withChannels(Image.GREY).toImage();
        try (PointerScope scope = new PointerScope()) {
            Mat expected = new Mat();
            opencv_imgproc.cvtColor(OpenCv.view(image), expected, opencv_imgproc.COLOR_RGB2GRAY);
            assertThat(largestDifference(grey, OpenCv.copy(expected))).isZero();
        }
        Image again = PixelArray.of(grey).withChannels(Image.RGB).toImage();
        assertThat(again.channels()).isEqualTo(3);
        assertThat(PixelArray.of(again).withChannels(Image.GREY).toImage().pixels())
                .isEqualTo(grey.pixels());
    }

    @Test
    void theMeanIsKeptWhereAPictureBecomesSmaller() {
        Random random = new Random(11);
        for (int i = 0; i < 20; i++) {
            int width = 20 + random.nextInt(100);
            int height = 20 + random.nextInt(100);
            PixelArray picture = PixelArray.of(noise(width, height, Image.GREY, i));
            PixelArray small = Resampling.resized(picture, 1 + random.nextInt(width), 1 + random.nextInt(height));
            assertThat(mean(small)).as(width + "×" + height).isCloseTo(mean(picture), within(0.5));
        }
    }

    private static double mean(PixelArray picture) {
        double sum = 0;
        for (byte value : picture.values()) {
            sum += value & 0xFF;
        }
        return sum / picture.values().length;
    }

    @Test
    void valuesThatAreNotThePixelsAreRefused() {
        assertThatThrownBy(() -> new PixelArray(2, 2, 3, new byte[11]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("11 bytes are not 2×2 pixels of 3 channels");
    }
}
