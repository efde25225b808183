package org.vavl.features;

/**
 * How a face is to be cut out of a picture.
 *
 * @param width in pixels, 8 to 1024
 * @param height in pixels, 8 to 1024
 * @param framing what of the picture is shown
 * @param channels {@link Image#RGB} or {@link Image#GREY}
 */
public record FaceCropSettings(int width, int height, Framing framing, int channels) {
    private static final int SMALLEST = 8;
    private static final int LARGEST = 1024;

    /** What of the picture a crop shows. */
    public enum Framing {
        /** The detector's box, stretched to the crop's size, as the paper does (section 4.2). */
        BOX,
        /**
         * The face turned and scaled, not stretched, so that the eyes are level, at 0.3 and 0.7 of the width and 0.36 of the height.
         * Where the detector does not say where the eyes are, or sees the face from the side, they are taken to be at their usual
         * places in its box.
         */
        ALIGNED
    }

    /** Checks the sizes. */
    public FaceCropSettings {
        if (Math.min(width, height) < SMALLEST || Math.max(width, height) > LARGEST) {
            throw new IllegalArgumentException("a crop of " + width + "×" + height + " pixels: must be " + SMALLEST
                    + " to " + LARGEST + " on either side");
        }
        if (channels != Image.RGB && channels != Image.GREY) {
            throw new IllegalArgumentException("a crop of " + channels + " channels: must be 1 or 3");
        }
    }
}
