package org.vavl.features.vision.image;

/**
 * A place in a picture.
 *
 * @param x pixels from the left edge
 * @param y pixels from the top edge
 */
public record Point(double x, double y) {
    /** The point that is {@code share} of the way from here to there. */
    public Point towards(Point there, double share) {
        return new Point(x + share * (there.x - x), y + share * (there.y - y));
    }
}
