package org.vavl.learning.training.augmentation;

/**
 * How the features of one modality are changed at random in training, after normalisation. Everything is off at 0.
 *
 * @param share of the clips that are changed, from 0 to 1
 * @param timeStretch the most by which a clip becomes longer or shorter, relative to its length, below 1
 * @param timeMasks stretches of frames that are made invalid
 * @param timeMaskShare the most frames in one, relative to the clip's length
 * @param bands how many of the first values of a frame are frequency bands, for the four settings that follow; 0 for all
 * @param bandMasks stretches of bands that are set to the mean
 * @param bandMaskWidth the most bands in one
 * @param bandShift the most bands by which the spectrum moves up or down
 * @param tilt standard deviation of a slope over the bands, measured from the lowest to the highest
 * @param gain standard deviation of a constant that is added to the bands
 * @param offset standard deviation of a constant for each value that is added throughout the clip, as another voice or microphone would
 * @param noise standard deviation of noise on every value
 * @param valueDropout probability that a value is set to the mean throughout the clip
 * @param frameDropout probability that a frame is made invalid
 * @param roll the most frames by which a clip is moved on or back; what leaves it at one end comes in at the other
 * @param picture for frames that are square greyscale images and not normalised
 */
public record ModalityAugmentation(
        double share,
        double timeStretch,
        int timeMasks,
        double timeMaskShare,
        int bands,
        int bandMasks,
        int bandMaskWidth,
        double bandShift,
        double tilt,
        double gain,
        double offset,
        double noise,
        double valueDropout,
        double frameDropout,
        int roll,
        ImageAugmentationSettings picture) {
    /** Checks the ranges. */
    public ModalityAugmentation {
        requireWithin("share", share, 1);
        requireWithin("timeStretch", timeStretch, 0.9);
        requireWithin("timeMasks", timeMasks, 100);
        requireWithin("timeMaskShare", timeMaskShare, 1);
        requireWithin("bands", bands, 65536);
        requireWithin("bandMasks", bandMasks, 100);
        requireWithin("bandMaskWidth", bandMaskWidth, 65536);
        requireWithin("bandShift", bandShift, 1000);
        requireWithin("tilt", tilt, 100);
        requireWithin("gain", gain, 100);
        requireWithin("offset", offset, 100);
        requireWithin("noise", noise, 100);
        requireWithin("valueDropout", valueDropout, 1);
        requireWithin("frameDropout", frameDropout, 1);
        requireWithin("roll", roll, 65536);
    }

    private static void requireWithin(String name, double value, double maximum) {
        if (!(value >= 0 && value <= maximum)) {
            throw new IllegalArgumentException(name + " is " + value + ", and must be from 0 to " + maximum);
        }
    }

    /** A builder that starts with these settings. */
    public ModalityAugmentationBuilder toBuilder() {
        return new ModalityAugmentationBuilder(this);
    }

    /** No change. */
    public static ModalityAugmentation defaults() {
        return new ModalityAugmentation(
                1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ImageAugmentationSettings.defaults());
    }
}
