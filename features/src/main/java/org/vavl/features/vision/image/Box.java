package org.vavl.features.vision.image;

/**
 * A rectangle in a picture; parts of it may lie outside.
 *
 * @param x left edge, in pixels from that of the picture
 * @param y top edge
 * @param width in pixels
 * @param height in pixels
 */
public record Box(double x, double y, double width, double height) {
    /** Checks that it is somewhere and has a size. */
    public Box {
        if (!Double.isFinite(x) || !Double.isFinite(y) || !(width > 0) || !(height > 0) || width + height > 1e9) {
            throw new IllegalArgumentException(
                    "box " + width + "×" + height + " at " + x + ", " + y + ": must have a size above 0");
        }
    }

    /** In square pixels. */
    public double area() {
        return width * height;
    }

    /** The area that both cover over the area that at least one covers, 0 to 1. */
    public double intersectionOverUnion(Box other) {
        double common = overlap(x, width, other.x, other.width) * overlap(y, height, other.y, other.height);
        return common / (area() + other.area() - common);
    }

    private static double overlap(double begin, double length, double otherBegin, double otherLength) {
        return Math.max(0, Math.min(begin + length, otherBegin + otherLength) - Math.max(begin, otherBegin));
    }

    /** The place that is so far to the right and down, as shares of the width and height. */
    public Point at(double horizontally, double vertically) {
        return new Point(x + horizontally * width, y + vertically * height);
    }

    /** The box that is {@code share} of the way from here to there. */
    public Box towards(Box there, double share) {
        return new Box(
                x + share * (there.x - x),
                y + share * (there.y - y),
                width + share * (there.width - width),
                height + share * (there.height - height));
    }

    /** The box that is so many times as wide and high, with the same centre. */
    public Box grown(double factor) {
        return new Box(x - (factor - 1) / 2 * width, y - (factor - 1) / 2 * height, width * factor, height * factor);
    }

    /** The same elsewhere. */
    public Box moved(double right, double down) {
        return new Box(x + right, y + down, width, height);
    }

    /** The same in a picture that is so many times as large. */
    public Box scaled(double factor) {
        return new Box(x * factor, y * factor, width * factor, height * factor);
    }
}
