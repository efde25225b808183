package org.vavl.features.vision.crop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.features.FaceCropSettings;
import org.vavl.features.FaceCropSettings.Framing;
import org.vavl.features.Image;
import org.vavl.features.vision.TestPictures;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.image.Point;

class FaceCropperTest {
    private static Image withDots(List<Point> dots, double radius) {
        return TestPictures.of(400, 300, Image.RGB, (x, y) -> {
            double value = 0;
            for (Point dot : dots) {
                double distance = Math.hypot(x - dot.x(), y - dot.y());
                value = Math.max(value, 255 * Math.exp(-distance * distance / (2 * radius * radius)));
            }
            return (int) Math.round(value);
        });
    }

    /** The centre of what is bright between two columns. */
    private static Point centre(Image image, int begin, int end) {
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = begin; x < end; x++) {
                double value = image.value(x, y, 0);
                sum += value;
                sumX += value * x;
                sumY += value * y;
            }
        }
        return new Point(sumX / sum, sumY / sum);
    }

    /** Whatever the size and the tilt of a face, its eyes come to the same places. */
    @ParameterizedTest
    @CsvSource({
        "150, 150, 176, 150",
        "180, 140, 220, 165",
        "180, 165, 220, 140",
        "120, 150, 280, 160",
        "190, 150, 202, 150",
        "120, 100, 280, 190"
    })
    void eyesOfAlignedFacesAreAlwaysAtTheSamePlaces(double x1, double y1, double x2, double y2) {
        List<Point> eyes = List.of(new Point(x1, y1), new Point(x2, y2));
        double distance = Math.hypot(x2 - x1, y2 - y1);
        Box box = new Box(x1 - distance, y1 - distance, 2.5 * distance, 2.5 * distance);
        Face face = new Face(box, 1, eyes);
        FaceCropSettings crop = new FaceCropSettings(64, 64, Framing.ALIGNED, Image.GREY);
        Image cut = new FaceCropper(crop).crop(withDots(eyes, distance / 12), face);
        assertThat(cut.channels()).isEqualTo(1);
        Point left = centre(cut, 0, 32);
        Point right = centre(cut, 32, 64);
        assertThat(left.x()).isCloseTo(0.3 * 64, within(0.3));
        assertThat(right.x()).isCloseTo(0.7 * 64, within(0.3));
        assertThat(left.y()).isCloseTo(0.36 * 64, within(0.3));
        assertThat(right.y()).isCloseTo(0.36 * 64, within(0.3));
    }

    @Test
    void aBoxIsStretchedToTheCrop() {
        Image ramp = TestPictures.of(200, 100, Image.RGB, (x, y) -> x);
        Face face = new Face(new Box(20, 10, 160, 40), 1, List.of());
        Image cut = new FaceCropper(new FaceCropSettings(80, 80, Framing.BOX, Image.RGB)).crop(ramp, face);
        assertThat(cut.width()).isEqualTo(80);
        for (int x = 0; x < 80; x++) {
            assertThat(cut.value(x, 40, 1)).isCloseTo((int) Math.round(20 + 2 * x + 0.5), within(1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-50, -50, 100, 100",
        "350, 280, 500, 500",
        "-30, 100, 1000, 1",
        "900, 900, 10, 10",
        "399.9, 0, 0.1, 0.1"
    })
    void boxesThatLeaveThePictureAreCutToIt(double x, double y, double width, double height) {
        Image white = TestPictures.of(400, 300, Image.RGB, (column, row) -> 255);
        Face face = new Face(new Box(x, y, width, height), 1, List.of());
        for (Framing framing : Framing.values()) {
            Image cut = new FaceCropper(new FaceCropSettings(32, 48, framing, Image.RGB)).crop(white, face);
            assertThat(cut.height()).isEqualTo(48);
            assertThat(cut.value(16, 24, 2)).isEqualTo(255);
        }
    }

    @Test
    void whereNoEyesAreKnownTheyAreTakenToBeAtTheirUsualPlaces() {
        Face face = new Face(new Box(100, 100, 100, 100), 1, List.of());
        assertThat(face.hasEyes()).isFalse();
        assertThat(face.leftEye()).isEqualTo(new Point(130, 140));
        assertThat(face.rightEye()).isEqualTo(new Point(170, 140));
    }

    @Test
    void aFaceFromTheSideIsNotMadeLarger() {
        Image noise = TestPictures.of(200, 200, Image.RGB, (x, y) -> (x * 31 + y * 17) % 256);
        Box box = new Box(50, 50, 100, 100);
        Face side = new Face(box, 1, List.of(new Point(100, 90), new Point(110, 90)));
        FaceCropper cutter = new FaceCropper(new FaceCropSettings(64, 64, Framing.ALIGNED, Image.GREY));
        assertThat(cutter.crop(noise, side).pixels())
                .isEqualTo(cutter.crop(noise, new Face(box, 1, List.of())).pixels());
    }
}
