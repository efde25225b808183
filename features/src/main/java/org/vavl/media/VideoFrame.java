package org.vavl.media;

import org.vavl.features.Image;

/**
 * A picture of a video.
 *
 * @param image red, green and blue, upright, its pixels square
 * @param seconds when it is shown, from when the file begins, as for its sound
 */
public record VideoFrame(Image image, double seconds) {}
