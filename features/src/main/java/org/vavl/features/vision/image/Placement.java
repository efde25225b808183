package org.vavl.features.vision.image;

/**
 * Where a drawing has its pixels from: the pixel at column u and row v lies at x = xu·u + xv·v + x0, y = yu·u + yv·v + y0 of the picture, counted from the
 * centre of its first pixel.
 */
public record Placement(double xu, double xv, double x0, double yu, double yv, double y0) {
    /**
     * A turned and scaled part of a picture.
     *
     * @param from a place in the picture
     * @param rightwards what a step to the right in the drawing is in the picture; a step downwards is the same turned by 90°
     * @param to where the drawing has that place
     */
    public static Placement turned(Point from, Point rightwards, Point to) {
        double x0 = from.x() - rightwards.x() * to.x() + rightwards.y() * to.y();
        double y0 = from.y() - rightwards.y() * to.x() - rightwards.x() * to.y();
        return new Placement(rightwards.x(), -rightwards.y(), x0, rightwards.y(), rightwards.x(), y0);
    }

    /** The same for a picture of which only what lies right of and below a pixel is at hand. */
    public Placement within(ImageRegion region) {
        return new Placement(xu, xv, x0 - region.left(), yu, yv, y0 - region.top());
    }

    /** Where the drawing's pixel lies in the picture. */
    public Point at(double u, double v) {
        return new Point(xu * u + xv * v + x0, yu * u + yv * v + y0);
    }

    /** What a drawing needs of a picture; a pixel of it at least. */
    public ImageRegion needed(int width, int height, int pictureWidth, int pictureHeight) {
        Point a = at(0, 0);
        Point b = at(width - 1.0, 0);
        Point c = at(0, height - 1.0);
        Point d = at(width - 1.0, height - 1.0);
        double left = Math.floor(Math.min(Math.min(a.x(), b.x()), Math.min(c.x(), d.x())));
        double top = Math.floor(Math.min(Math.min(a.y(), b.y()), Math.min(c.y(), d.y())));
        double right = Math.max(Math.max(a.x(), b.x()), Math.max(c.x(), d.x())) + 2;
        double bottom = Math.max(Math.max(a.y(), b.y()), Math.max(c.y(), d.y())) + 2;
        return ImageRegion.of(new Box(left, top, right - left, bottom - top), pictureWidth, pictureHeight);
    }

    /**
     * The drawing, interpolated linearly between the centres of pixels; what lies outside of the picture repeats its edge. As OpenCV's {@code warpAffine} with {@code INTER_LINEAR} and {@code
     * BORDER_REPLICATE}, which rounds places to 1/32 of a pixel.
     */
    public PixelArray draw(PixelArray picture, int width, int height) {
        int channels = picture.channels();
        byte[] values = new byte[width * height * channels];
        int to = 0;
        for (int v = 0; v < height; v++) {
            for (int u = 0; u < width; u++) {
                double x = Math.max(0, Math.min(picture.width() - 1, xu * u + xv * v + x0));
                double y = Math.max(0, Math.min(picture.height() - 1, yu * u + yv * v + y0));
                interpolate(picture, x, y, values, to);
                to += channels;
            }
        }
        return new PixelArray(width, height, channels, values);
    }

    private static void interpolate(PixelArray picture, double x, double y, byte[] target, int to) {
        byte[] values = picture.values();
        int channels = picture.channels();
        int left = (int) x;
        int top = (int) y;
        float right = (float) (x - left);
        float below = (float) (y - top);
        int upper = (top * picture.width() + left) * channels;
        int lower = top + 1 < picture.height() ? upper + picture.width() * channels : upper;
        int next = left + 1 < picture.width() ? channels : 0;
        for (int channel = 0; channel < channels; channel++) {
            float above = mixed(values, upper + channel, next, right);
            float under = mixed(values, lower + channel, next, right);
            target[to + channel] = (byte) (above + below * (under - above) + 0.5f);
        }
    }

    private static float mixed(byte[] values, int at, int next, float share) {
        int value = values[at] & 0xFF;
        return value + share * ((values[at + next] & 0xFF) - value);
    }
}
