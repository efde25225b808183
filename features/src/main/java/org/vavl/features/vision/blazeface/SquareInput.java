package org.vavl.features.vision.blazeface;

import java.nio.FloatBuffer;
import org.vavl.features.Image;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.image.ImageRegion;
import org.vavl.features.vision.image.PixelArray;
import org.vavl.features.vision.image.Point;
import org.vavl.features.vision.image.Resampling;

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
        PixelArray part = Resampling.resized(PixelArray.of(image, region), right - left, bottom - top);
        for (int i = 0; i < 3 * side * side; i++) {
            target.put(i, -1);
        }
        put(part, left, top, target);
    }

    private static int within(long pixels, int most) {
        return (int) Math.max(0, Math.min(most, pixels));
    }

    private void put(PixelArray part, int left, int top, FloatBuffer target) {
        byte[] values = part.values();
        for (int channel = 0; channel < Image.RGB; channel++) {
            int from = part.channels() == Image.GREY ? 0 : channel;
            for (int y = 0; y < part.height(); y++) {
                int to = (channel * side + top + y) * side + left;
                for (int x = 0; x < part.width(); x++) {
                    int at = (y * part.width() + x) * part.channels() + from;
                    target.put(to + x, (values[at] & 0xFF) / 127.5f - 1);
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
