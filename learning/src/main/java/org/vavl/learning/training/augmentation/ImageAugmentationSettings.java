package org.vavl.learning.training.augmentation;

import java.util.Random;
import org.vavl.features.vision.image.ImageAugmentation;

/**
 * How frames that are square greyscale images are changed at random in training, all frames of a clip alike. Everything is off at 0.
 *
 * @param shift the most by which a picture is moved, as a share of its size
 * @param scale the most by which it is enlarged or made smaller, below 1
 * @param degrees the most by which it is turned
 * @param mirrored the share of pictures that are mirrored
 * @param contrast the most by which the contrast changes, as a share of it, below 1
 * @param brightness the most that is added to every pixel, of 255
 * @param blur the largest standard deviation in pixels; a half of the pictures is blurred
 * @param compression the share of pictures that were JPEG files, of a quality from 15 to 90
 * @param hidden the largest share of the picture, on a side, that a grey rectangle hides; a half of the pictures has one
 */
public record ImageAugmentationSettings(
        double shift,
        double scale,
        double degrees,
        double mirrored,
        double contrast,
        double brightness,
        double blur,
        double compression,
        double hidden) {
    private static final int LOWEST_QUALITY = 15;
    private static final int HIGHEST_QUALITY = 90;

    /** Checks the ranges. */
    public ImageAugmentationSettings {
        requireWithin("shift", shift, 1);
        requireWithin("scale", scale, 0.9);
        requireWithin("degrees", degrees, 180);
        requireWithin("mirrored", mirrored, 1);
        requireWithin("contrast", contrast, 0.99);
        requireWithin("brightness", brightness, 255);
        requireWithin("blur", blur, 100);
        requireWithin("compression", compression, 1);
        requireWithin("hidden", hidden, 0.9);
    }

    private static void requireWithin(String name, double value, double maximum) {
        if (!(value >= 0 && value <= maximum)) {
            throw new IllegalArgumentException(name + " is " + value + ", and must be from 0 to " + maximum);
        }
    }

    /** No change. */
    public static ImageAugmentationSettings defaults() {
        return new ImageAugmentationSettings(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Whether nothing is changed. */
    boolean isOff() {
        return equals(defaults());
    }

    /** Draws how one clip's pictures come out. */
    ImageAugmentation draw(Random random) {
        boolean compressed = random.nextDouble() < compression;
        int quality = LOWEST_QUALITY + random.nextInt(HIGHEST_QUALITY - LOWEST_QUALITY + 1);
        return new ImageAugmentation(
                upTo(shift, random),
                upTo(shift, random),
                Math.exp(upTo(Math.log1p(scale), random)),
                upTo(degrees, random),
                random.nextDouble() < mirrored,
                Math.exp(upTo(Math.log1p(contrast), random)),
                upTo(brightness, random),
                random.nextBoolean() ? blur * random.nextDouble() : 0,
                compressed ? quality : 100);
    }

    private static double upTo(double most, Random random) {
        return most * (2 * random.nextDouble() - 1);
    }
}
