package org.vavl.benchmarks;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.vavl.features.Image;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.image.ImageAugmentation;
import org.vavl.features.vision.image.ImageRegion;
import org.vavl.features.vision.image.Point;
import org.vavl.features.vision.image.Resampling;

/** Pictures made hard for face detectors: turned, dimmed, blurred, scaled down, with their faces partly covered. */
final class HardPictures {
    private static final double MIDDLE_GREY = 127.5;

    /**
     * A way of making a picture hard.
     *
     * @param name in tables
     * @param image makes it
     * @param place where a face is then
     */
    record Change(String name, Maker image, UnaryOperator<Placed> place) {}

    /** A face's box in a picture of this width and height. */
    record Placed(Box box, double width, double height) {}

    /** Makes a picture of another, whose faces are known. */
    @FunctionalInterface
    interface Maker {
        Image make(Image image, List<Box> faces);
    }

    private HardPictures() {}

    static List<Change> all() {
        List<Change> all = new ArrayList<>();
        all.add(new Change("as they are", (image, faces) -> image, place -> place));
        for (int degrees : new int[] {15, 30, 45}) {
            all.add(turned(degrees));
            all.add(turned(-degrees));
        }
        all.add(same("light × 0.3", (image, faces) -> dimmed(image, 0.3)));
        all.add(same("light × 0.1", (image, faces) -> dimmed(image, 0.1)));
        all.add(same("blurred by 5 % of the face", (image, faces) -> blurred(image, faces, 0.05)));
        all.add(same("blurred by 10 % of the face", (image, faces) -> blurred(image, faces, 0.1)));
        for (int part : new int[] {2, 4, 8}) {
            all.add(scaled(part));
        }
        all.add(same("mouth covered", (image, faces) -> covered(image, faces, 0, 0.6, 1, 0.5)));
        all.add(same("left third covered", (image, faces) -> covered(image, faces, -0.1, -0.1, 0.43, 1.2)));
        all.add(same("eyes covered", (image, faces) -> covered(image, faces, 0, 0.25, 1, 0.25)));
        return List.copyOf(all);
    }

    private static Change same(String name, Maker maker) {
        return new Change(name, maker, place -> place);
    }

    private static Change turned(int degrees) {
        double cosine = Math.cos(Math.toRadians(degrees));
        double sine = Math.sin(Math.toRadians(degrees));
        return new Change(
                "turned by " + (degrees > 0 ? "" : "−") + Math.abs(degrees) + "°",
                (image, faces) -> ImageAugmentation.none().withDegrees(degrees).apply(image),
                place -> {
                    Point centre = place.box().at(0.5, 0.5);
                    double x = centre.x() - place.width() / 2;
                    double y = centre.y() - place.height() / 2;
                    double right = cosine * x + sine * y - x;
                    double down = -sine * x + cosine * y - y;
                    return new Placed(place.box().moved(right, down), place.width(), place.height());
                });
    }

    private static Change scaled(int part) {
        return new Change(
                "scaled to 1/" + part,
                (image, faces) -> Resampling.scaled(image, 1.0 / part),
                place -> new Placed(place.box().scaled(1.0 / part), place.width() / part, place.height() / part));
    }

    private static Image dimmed(Image image, double factor) {
        return ImageAugmentation.none()
                .withContrast(factor)
                .withBrightness(-MIDDLE_GREY * (1 - factor))
                .apply(image);
    }

    private static Image blurred(Image image, List<Box> faces, double share) {
        double width = faces.stream().mapToDouble(Box::width).max().orElse(image.width() / 4.0);
        return ImageAugmentation.none().withCompression(share * width, 100).apply(image);
    }

    /** Each face with a grey rectangle, given as shares of its box. */
    private static Image covered(Image image, List<Box> faces, double x, double y, double width, double height) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(image.pixels().remaining());
        pixels.put(image.pixels()).flip();
        for (Box face : faces) {
            Point corner = face.at(x, y);
            Box cover = new Box(corner.x(), corner.y(), width * face.width(), height * face.height());
            ImageRegion region = ImageRegion.of(cover, image.width(), image.height());
            for (int row = region.top(); row < region.top() + region.height(); row++) {
                for (int column = region.left(); column < region.left() + region.width(); column++) {
                    for (int channel = 0; channel < image.channels(); channel++) {
                        pixels.put((row * image.width() + column) * image.channels() + channel, (byte) MIDDLE_GREY);
                    }
                }
            }
        }
        return new Image(image.width(), image.height(), image.channels(), pixels);
    }
}
