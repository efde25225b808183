package org.vavl.features.vision.image;

/**
 * Whole pixels of a picture.
 *
 * @param left those that lie to the left of it
 * @param top those above it
 * @param width at least 1
 * @param height at least 1
 */
public record ImageRegion(int left, int top, int width, int height) {
    /** What a box covers of a picture, wholly or in part; a pixel of the picture at least. */
    public static ImageRegion of(Box box, int width, int height) {
        int left = within(Math.floor(box.x()), width - 1);
        int top = within(Math.floor(box.y()), height - 1);
        int right = within(Math.ceil(box.x() + box.width()), width);
        int bottom = within(Math.ceil(box.y() + box.height()), height);
        return new ImageRegion(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }

    private static int within(double pixels, int most) {
        return (int) Math.max(0, Math.min(most, pixels));
    }
}
