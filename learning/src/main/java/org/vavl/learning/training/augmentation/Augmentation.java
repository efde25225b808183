package org.vavl.learning.training.augmentation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import org.vavl.core.Seeds;
import org.vavl.core.clip.Modality;
import org.vavl.model.inference.FrameTransform;
import org.vavl.model.inference.Frames;

/**
 * Changes clips at random in training: SpecAugment's masks (Park et al. 2019) and what else {@link ModalityAugmentation} names. What
 * is drawn for a clip depends on the seed, its modality and its row in the batch alone.
 *
 * @param settings by the modality's name; a modality that is not there stays as it is
 * @param seed of the step
 */
public record Augmentation(Map<String, ModalityAugmentation> settings, long seed) implements FrameTransform {
    @Override
    public Frames apply(Modality modality, int row, Frames frames) {
        ModalityAugmentation of = settings.get(modality.name());
        if (of == null) {
            return frames;
        }
        Random random = new Random(Seeds.derive(seed, modality.name(), row));
        if (random.nextDouble() >= of.share()) {
            return frames;
        }
        if (!of.picture().isOff()) {
            ImageAugmenter.change(frames, of.picture(), random);
        }
        Frames rolled = of.roll() > 0 ? roll(frames, random.nextInt(2 * of.roll() + 1) - of.roll()) : frames;
        Frames stretched = of.timeStretch() > 0 ? stretch(rolled, of, random) : rolled;
        changeSpectrum(stretched, of, random);
        changeValues(stretched, of, random);
        dropFrames(stretched, of, random);
        clearInvalid(stretched);
        return stretched;
    }

    /** All frames so many places later; those that would leave at the end come in at the beginning. */
    private static Frames roll(Frames frames, int places) {
        int count = frames.count();
        int width = frames.width();
        float[] values = new float[frames.values().length];
        BitSet valid = new BitSet(count);
        for (int t = 0; t < count; t++) {
            int to = Math.floorMod(t + places, count);
            System.arraycopy(frames.values(), t * width, values, to * width, width);
            valid.set(to, frames.valid().get(t));
        }
        return new Frames(values, width, valid);
    }

    /** Another tempo: frames are interpolated linearly; one is valid where both that it lies between are. */
    private static Frames stretch(Frames frames, ModalityAugmentation of, Random random) {
        double factor = 1 + of.timeStretch() * (2 * random.nextDouble() - 1);
        int before = frames.count();
        int after = Math.max(1, (int) Math.round(before * factor));
        if (before < 2 || after < 2) {
            return frames;
        }
        int width = frames.width();
        float[] values = new float[after * width];
        BitSet valid = new BitSet(after);
        for (int t = 0; t < after; t++) {
            double position = (double) t * (before - 1) / (after - 1);
            int left = Math.min((int) position, before - 2);
            float weight = (float) (position - left);
            for (int d = 0; d < width; d++) {
                values[t * width + d] = (1 - weight) * frames.values()[left * width + d]
                        + weight * frames.values()[(left + 1) * width + d];
            }
            boolean leftCounts = weight < 1;
            boolean rightCounts = weight > 0;
            valid.set(
                    t,
                    (!leftCounts || frames.valid().get(left))
                            && (!rightCounts || frames.valid().get(left + 1)));
        }
        return valid.isEmpty() ? frames : new Frames(values, width, valid);
    }

    private static void changeSpectrum(Frames frames, ModalityAugmentation of, Random random) {
        int bands = of.bands() == 0 ? frames.width() : Math.min(of.bands(), frames.width());
        float shift = (float) (of.bandShift() * (2 * random.nextDouble() - 1));
        float gain = (float) (of.gain() * random.nextGaussian());
        float tilt = (float) (of.tilt() * random.nextGaussian());
        float[] spectrum = new float[bands];
        for (int t = 0; t < frames.count(); t++) {
            int first = t * frames.width();
            System.arraycopy(frames.values(), first, spectrum, 0, bands);
            for (int d = 0; d < bands; d++) {
                float place = bands == 1 ? 0 : (float) d / (bands - 1) - 0.5f;
                frames.values()[first + d] = interpolated(spectrum, d - shift) + gain + tilt * place;
            }
        }
        for (int mask = 0; mask < of.bandMasks(); mask++) {
            int masked = Math.min(bands, random.nextInt(of.bandMaskWidth() + 1));
            int low = random.nextInt(bands - masked + 1);
            for (int t = 0; t < frames.count(); t++) {
                int first = t * frames.width() + low;
                Arrays.fill(frames.values(), first, first + masked, 0);
            }
        }
    }

    private static float interpolated(float[] spectrum, float position) {
        float inside = Math.max(0, Math.min(spectrum.length - 1, position));
        int left = Math.min((int) inside, Math.max(0, spectrum.length - 2));
        float weight = inside - left;
        return weight == 0 ? spectrum[left] : (1 - weight) * spectrum[left] + weight * spectrum[left + 1];
    }

    private static void changeValues(Frames frames, ModalityAugmentation of, Random random) {
        float[] values = frames.values();
        for (int d = 0; of.offset() > 0 && d < frames.width(); d++) {
            float offset = (float) (of.offset() * random.nextGaussian());
            for (int i = d; i < values.length; i += frames.width()) {
                values[i] += offset;
            }
        }
        if (of.noise() > 0) {
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) (of.noise() * random.nextGaussian());
            }
        }
        if (of.valueDropout() > 0) {
            for (int d = 0; d < frames.width(); d++) {
                if (random.nextDouble() < of.valueDropout()) {
                    for (int i = d; i < values.length; i += frames.width()) {
                        values[i] = 0;
                    }
                }
            }
        }
    }

    /** Makes frames invalid, but never the last that is valid. */
    private static void dropFrames(Frames frames, ModalityAugmentation of, Random random) {
        BitSet kept = (BitSet) frames.valid().clone();
        int count = frames.count();
        for (int mask = 0; mask < of.timeMasks(); mask++) {
            int masked = random.nextInt((int) (of.timeMaskShare() * count) + 1);
            int first = random.nextInt(count - masked + 1);
            kept.clear(first, first + masked);
        }
        for (int t = 0; of.frameDropout() > 0 && t < count; t++) {
            if (random.nextDouble() < of.frameDropout()) {
                kept.clear(t);
            }
        }
        if (!kept.isEmpty()) {
            frames.valid().and(kept);
        }
    }

    private static void clearInvalid(Frames frames) {
        int width = frames.width();
        for (int t = frames.valid().nextClearBit(0);
                t < frames.count();
                t = frames.valid().nextClearBit(t + 1)) {
            Arrays.fill(frames.values(), t * width, (t + 1) * width, 0);
        }
    }
}
