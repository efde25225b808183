package org.vavl.learning.training.augmentation;

/** Changes some settings of an augmentation; {@link ModalityAugmentation} says what each is. Not thread-safe. */
public final class ModalityAugmentationBuilder {
    private double share;
    private double timeStretch;
    private int timeMasks;
    private double timeMaskShare;
    private int bands;
    private int bandMasks;
    private int bandMaskWidth;
    private double bandShift;
    private double tilt;
    private double gain;
    private double offset;
    private double noise;
    private double valueDropout;
    private double frameDropout;
    private int roll;
    private ImageAugmentationSettings picture;

    ModalityAugmentationBuilder(ModalityAugmentation from) {
        share = from.share();
        timeStretch = from.timeStretch();
        timeMasks = from.timeMasks();
        timeMaskShare = from.timeMaskShare();
        bands = from.bands();
        bandMasks = from.bandMasks();
        bandMaskWidth = from.bandMaskWidth();
        bandShift = from.bandShift();
        tilt = from.tilt();
        gain = from.gain();
        offset = from.offset();
        noise = from.noise();
        valueDropout = from.valueDropout();
        frameDropout = from.frameDropout();
        roll = from.roll();
        picture = from.picture();
    }

    public ModalityAugmentationBuilder share(double value) {
        share = value;
        return this;
    }

    public ModalityAugmentationBuilder timeStretch(double value) {
        timeStretch = value;
        return this;
    }

    public ModalityAugmentationBuilder timeMasks(int value) {
        timeMasks = value;
        return this;
    }

    public ModalityAugmentationBuilder timeMaskShare(double value) {
        timeMaskShare = value;
        return this;
    }

    public ModalityAugmentationBuilder bands(int value) {
        bands = value;
        return this;
    }

    public ModalityAugmentationBuilder bandMasks(int value) {
        bandMasks = value;
        return this;
    }

    public ModalityAugmentationBuilder bandMaskWidth(int value) {
        bandMaskWidth = value;
        return this;
    }

    public ModalityAugmentationBuilder bandShift(double value) {
        bandShift = value;
        return this;
    }

    public ModalityAugmentationBuilder tilt(double value) {
        tilt = value;
        return this;
    }

    public ModalityAugmentationBuilder gain(double value) {
        gain = value;
        return this;
    }

    public ModalityAugmentationBuilder offset(double value) {
        offset = value;
        return this;
    }

    public ModalityAugmentationBuilder noise(double value) {
        noise = value;
        return this;
    }

    public ModalityAugmentationBuilder valueDropout(double value) {
        valueDropout = value;
        return this;
    }

    public ModalityAugmentationBuilder frameDropout(double value) {
        frameDropout = value;
        return this;
    }

    public ModalityAugmentationBuilder roll(int value) {
        roll = value;
        return this;
    }

    public ModalityAugmentationBuilder picture(ImageAugmentationSettings value) {
        picture = value;
        return this;
    }

    /**
     * The settings.
     *
     * @throws IllegalArgumentException if one is outside of its range
     */
    public ModalityAugmentation build() {
        return new ModalityAugmentation(
                share,
                timeStretch,
                timeMasks,
                timeMaskShare,
                bands,
                bandMasks,
                bandMaskWidth,
                bandShift,
                tilt,
                gain,
                offset,
                noise,
                valueDropout,
                frameDropout,
                roll,
                picture);
    }
}
