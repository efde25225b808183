package org.vavl.learning.training.augmentation;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.vavl.core.VavlException;
import org.vavl.features.Image;
import org.vavl.features.vision.image.ImageAugmentation;
import org.vavl.model.inference.Frames;

/** Changes frames that are square greyscale images, of values from 0 to 255, as {@link ImageAugmentationSettings} says. */
final class ImageAugmenter {
    private static final float MIDDLE_GREY = 127.5f;

    private ImageAugmenter() {}

    /** Changes all valid frames alike, in place. */
    static void change(Frames frames, ImageAugmentationSettings of, Random random) {
        int side = side(frames.width());
        ImageAugmentation distortion = of.draw(random);
        boolean hides = of.hidden() > 0 && random.nextBoolean();
        int width = 1 + random.nextInt(Math.max(1, (int) (of.hidden() * side)));
        int height = 1 + random.nextInt(Math.max(1, (int) (of.hidden() * side)));
        int left = random.nextInt(side - width + 1);
        int top = random.nextInt(side - height + 1);
        for (int t = frames.valid().nextSetBit(0); t >= 0; t = frames.valid().nextSetBit(t + 1)) {
            distort(frames.values(), t * frames.width(), side, distortion);
            for (int y = top; hides && y < top + height; y++) {
                int first = t * frames.width() + y * side + left;
                Arrays.fill(frames.values(), first, first + width, MIDDLE_GREY);
            }
        }
    }

    private static int side(int width) {
        int side = (int) Math.round(Math.sqrt(width));
        if (side * side != width) {
            throw new VavlException(
                    "training.augmentation.….picture is for frames that are square pictures, and these have " + width
                            + " values, which is no square number");
        }
        return side;
    }

    private static void distort(float[] values, int first, int side, ImageAugmentation distortion) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(side * side);
        for (int p = 0; p < side * side; p++) {
            pixels.put((byte) Math.round(Math.max(0, Math.min(255, values[first + p]))));
        }
        ByteBuffer changed = distortion
                .apply(new Image(side, side, Image.GREY, pixels.flip()))
                .pixels();
        for (int p = 0; p < side * side; p++) {
            values[first + p] = changed.get(p) & 0xFF;
        }
    }
}
