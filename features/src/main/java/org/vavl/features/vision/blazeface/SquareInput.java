package org.vavl.features.vision.blazeface;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.vavl.features.Image;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.image.ImageRegion;
import org.vavl.features.vision.image.OpenCv;
import org.vavl.features.vision.image.Point;

/**
 * A square part of a picture as a network takes it: red, green and blue, one plane after the other, from −1 to 1. What lies outside of the picture
 * is black.
 *
 * @param square in the picture
 */
record SquareInput(Box square, int side) {
    /** The whole picture in the middle of a square. */
    static SquareInput whole(Image image, int side) {
        double longer = Math.max(image.width(), image.height());
        return new SquareInput(
                new Box((image.width() - longer) / 2, (image.height() - longer) / 2, longer, longer), side);
    }

    /** Writes the values. */
    void write(Image image, FloatBuffer target) {
        ImageRegion region = ImageRegion.of(square, image.width(), image.height());
        double scale = side / square.width();
        int left = within(Math.round((region.left() - square.x()) * scale), side - 1);
        int top = within(Math.round((region.top() - square.y()) * scale), side - 1);
        int right = Math.max(left + 1, within(Math.round((region.left() + region.width() - square.x()) * scale), side));
        int bottom = Math.max(top + 1, within(Math.round((region.top() + region.height() - square.y()) * scale), side));
        Image part = resized(image, region, right - left, bottom - top);
        for (int i = 0; i < 3 * side * side; i++) {
            target.put(i, -1);
        }
        put(part, left, top, target);
    }

    private static int within(long pixels, int most) {
        return (int) Math.max(0, Math.min(most, pixels));
    }

    private static Image resized(Image image, ImageRegion region, int width, int height) {
        try (PointerScope scope = new PointerScope()) {
            Mat part =
                    new Mat(OpenCv.view(image), new Rect(region.left(), region.top(), region.width(), region.height()));
            boolean smaller = width <= region.width() && height <= region.height();
            Mat resized = new Mat();
            int how = smaller ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
            opencv_imgproc.resize(part, resized, new Size(width, height), 0, 0, how);
            return OpenCv.copy(resized);
        }
    }

    private void put(Image part, int left, int top, FloatBuffer target) {
        ByteBuffer pixels = part.pixels();
        byte[] row = new byte[part.width() * part.channels()];
        for (int y = 0; y < part.height(); y++) {
            pixels.get(row);
            for (int channel = 0; channel < Image.RGB; channel++) {
                int from = part.channels() == Image.GREY ? 0 : channel;
                int to = (channel * side + top + y) * side + left;
                for (int x = 0; x < part.width(); x++) {
                    target.put(to + x, (row[x * part.channels() + from] & 0xFF) / 127.5f - 1);
                }
            }
        }
    }

    /** Where in the picture a place in the square is, given as shares of its side. */
    Point inPicture(Point place) {
        return square.at(place.x(), place.y());
    }

    /** Where in the picture a box in the square is, given as shares of its side. */
    Box inPicture(Box box) {
        Point corner = square.at(box.x(), box.y());
        return new Box(corner.x(), corner.y(), box.width() * square.width(), box.height() * square.height());
    }
}
