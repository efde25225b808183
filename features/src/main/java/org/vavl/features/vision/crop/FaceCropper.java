package org.vavl.features.vision.crop;

import java.nio.ByteBuffer;
import org.vavl.features.FaceCropSettings;
import org.vavl.features.Image;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.image.ImageRegion;
import org.vavl.features.vision.image.PixelArray;
import org.vavl.features.vision.image.Placement;
import org.vavl.features.vision.image.Point;
import org.vavl.features.vision.image.Resampling;

/** Cuts faces out of pictures as a {@link FaceCropSettings} says. */
public final class FaceCropper {
    /** Where an aligned crop has the eyes, as shares of its width and height. */
    private static final double LEFT_EYE_X = 0.3;

    private static final double RIGHT_EYE_X = 0.7;
    private static final double EYES_Y = 0.36;

    /** An aligned crop is drawn at most so many times larger before it is made smaller, so that no pixel is passed over. */
    private static final int MOST_OVERSAMPLING = 8;

    private final FaceCropSettings crop;

    /** A cutter for one kind of crops. */
    public FaceCropper(FaceCropSettings crop) {
        this.crop = crop;
    }

    /**
     * Cuts a face out. What lies outside of the picture repeats its edge in an aligned crop; a box is cut to the picture.
     *
     * @param image red, green and blue
     */
    public Image crop(Image image, Face face) {
        return crop(image, face, ByteBuffer.allocateDirect(crop.width() * crop.height() * crop.channels()));
    }

    /** Cuts a face out into memory of the crop's size. */
    public Image crop(Image image, Face face, ByteBuffer pixels) {
        PixelArray cut =
                switch (crop.framing()) {
                    case BOX -> box(image, face.box());
                    case ALIGNED -> aligned(image, face.isFrontal() ? face : face.withoutLandmarks());
                };
        return cut.withChannels(crop.channels()).toImage(pixels);
    }

    private PixelArray box(Image image, Box box) {
        int left = clamp(box.x(), image.width() - 1);
        int top = clamp(box.y(), image.height() - 1);
        int right = Math.max(left + 1, clamp(box.x() + box.width(), image.width()));
        int bottom = Math.max(top + 1, clamp(box.y() + box.height(), image.height()));
        return resized(PixelArray.of(image, new ImageRegion(left, top, right - left, bottom - top)));
    }

    private static int clamp(double pixels, int most) {
        return (int) Math.max(0, Math.min(most, Math.round(pixels)));
    }

    private PixelArray resized(PixelArray picture) {
        return Resampling.resized(picture, crop.width(), crop.height());
    }

    private PixelArray aligned(Image image, Face face) {
        Point left = face.leftEye();
        Point right = face.rightEye();
        double distance = Math.max(1, Math.hypot(right.x() - left.x(), right.y() - left.y()));
        double wanted = (RIGHT_EYE_X - LEFT_EYE_X) * crop.width();
        int oversampling = (int) Math.max(1, Math.min(MOST_OVERSAMPLING, Math.ceil(distance / wanted)));
        int width = oversampling * crop.width();
        int height = oversampling * crop.height();
        Placement placement = placement(left, right, oversampling);
        ImageRegion needed = placement.needed(width, height, image.width(), image.height());
        PixelArray part = PixelArray.of(image, needed).withChannels(crop.channels());
        PixelArray drawn = placement.within(needed).draw(part, width, height);
        return oversampling == 1 ? drawn : resized(drawn);
    }

    /** Of a drawing so many times as large as the crop, whose pixels' centres lie elsewhere than the crop's. */
    private Placement placement(Point left, Point right, int oversampling) {
        double eyesX = right.x() - left.x();
        double eyesY = right.y() - left.y();
        double distance = Math.max(1, Math.hypot(eyesX, eyesY));
        double step = distance / (oversampling * (RIGHT_EYE_X - LEFT_EYE_X) * crop.width()); // of the picture's pixels
        double halfPixel = (oversampling - 1) / 2.0;
        Point middle = new Point(
                oversampling * crop.width() * (LEFT_EYE_X + RIGHT_EYE_X) / 2 + halfPixel,
                oversampling * crop.height() * EYES_Y + halfPixel);
        Point rightwards = new Point(step * eyesX / distance, step * eyesY / distance);
        return Placement.turned(left.towards(right, 0.5), rightwards, middle);
    }
}
