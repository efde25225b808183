package org.vavl.features.stream;

import org.vavl.features.Image;

/**
 * An image and when it was taken.
 *
 * @param seconds from the recording's beginning, 0 or more
 * @param image in colour
 */
public record TimedImage(double seconds, Image image) {
    /** Checks the time and the channels. */
    public TimedImage {
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("an image's time is " + seconds + " s, and must be 0 s or more");
        }
        if (image.channels() != Image.RGB) {
            throw new IllegalArgumentException("an image has " + image.channels() + " channel, and must have "
                    + Image.RGB + ": red, green and blue");
        }
    }
}
