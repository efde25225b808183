package org.vavl.features.vision.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.vavl.features.Image;

/**
 * One way in which the picture of a face may come out differently: held or cut otherwise, in other light, blurred, compressed.
 *
 * @param rightwards by which the picture is moved, as a share of its width
 * @param downwards by which it is moved, as a share of its height
 * @param scale by which it is enlarged around its middle; above 0
 * @param degrees by which it is turned around its middle
 * @param mirrored whether left and right change places
 * @param contrast factor around the middle grey
 * @param brightness added to every pixel, of 255
 * @param blur standard deviation in pixels; 0 for none
 * @param quality of a JPEG in which the picture is kept, 1 to 100; 100 for none
 */
public record ImageAugmentation(
        double rightwards,
        double downwards,
        double scale,
        double degrees,
        boolean mirrored,
        double contrast,
        double brightness,
        double blur,
        int quality) {
    private static final double MIDDLE_GREY = 127.5;

    /** Checks scale and quality. */
    public ImageAugmentation {
        if (!(scale > 0) || quality < 1 || quality > 100 || !(blur >= 0)) {
            throw new IllegalArgumentException("scale " + scale + ", quality " + quality + ", blur " + blur
                    + ": must be above 0, from 1 to 100, and at least 0");
        }
    }

    /** No change. */
    public static ImageAugmentation none() {
        return new ImageAugmentation(0, 0, 1, 0, false, 1, 0, 0, 100);
    }

    /** The same moved otherwise. */
    public ImageAugmentation withShift(double newRightwards, double newDownwards) {
        return new ImageAugmentation(
                newRightwards, newDownwards, scale, degrees, mirrored, contrast, brightness, blur, quality);
    }

    /** The same at another scale. */
    public ImageAugmentation withScale(double newScale) {
        return new ImageAugmentation(
                rightwards, downwards, newScale, degrees, mirrored, contrast, brightness, blur, quality);
    }

    /** The same turned otherwise. */
    public ImageAugmentation withDegrees(double newDegrees) {
        return new ImageAugmentation(
                rightwards, downwards, scale, newDegrees, mirrored, contrast, brightness, blur, quality);
    }

    /** The same mirrored, or not. */
    public ImageAugmentation withMirrored(boolean newMirrored) {
        return new ImageAugmentation(
                rightwards, downwards, scale, degrees, newMirrored, contrast, brightness, blur, quality);
    }

    /** The same with another contrast. */
    public ImageAugmentation withContrast(double newContrast) {
        return new ImageAugmentation(
                rightwards, downwards, scale, degrees, mirrored, newContrast, brightness, blur, quality);
    }

    /** The same with another brightness. */
    public ImageAugmentation withBrightness(double newBrightness) {
        return new ImageAugmentation(
                rightwards, downwards, scale, degrees, mirrored, contrast, newBrightness, blur, quality);
    }

    /** The same with another blur and quality. */
    public ImageAugmentation withCompression(double newBlur, int newQuality) {
        return new ImageAugmentation(
                rightwards, downwards, scale, degrees, mirrored, contrast, brightness, newBlur, newQuality);
    }

    /**
     * The picture as it comes out; what lies beyond its edges repeats them.
     *
     * @throws org.vavl.core.VavlException if OpenCV is not on the class path
     */
    public Image apply(Image image) {
        OpenCvPresence.require("image augmentation");
        try (PointerScope scope = new PointerScope()) {
            Mat moved = new Mat();
            opencv_imgproc.warpAffine(
                    OpenCv.view(image),
                    moved,
                    placement(image),
                    new Size(image.width(), image.height()),
                    opencv_imgproc.INTER_LINEAR,
                    opencv_core.BORDER_REPLICATE,
                    new Scalar());
            moved.convertTo(moved, -1, contrast, MIDDLE_GREY * (1 - contrast) + brightness);
            if (blur > 0) {
                opencv_imgproc.GaussianBlur(moved, moved, new Size(0, 0), blur);
            }
            return OpenCv.copy(quality < 100 ? compressed(moved) : moved);
        }
    }

    /** Where each pixel goes: mirrored, turned and enlarged around the middle, then moved. */
    private Mat placement(Image image) {
        double middleX = (image.width() - 1) / 2.0;
        double middleY = (image.height() - 1) / 2.0;
        double cosine = scale * Math.cos(Math.toRadians(degrees));
        double sine = scale * Math.sin(Math.toRadians(degrees));
        double side = mirrored ? -1 : 1;
        double toX = middleX + rightwards * image.width() - side * cosine * middleX - sine * middleY;
        double toY = middleY + downwards * image.height() + side * sine * middleX - cosine * middleY;
        DoublePointer values = new DoublePointer(side * cosine, sine, toX, -side * sine, cosine, toY);
        return new Mat(2, 3, opencv_core.CV_64F, values, Mat.AUTO_STEP);
    }

    private Mat compressed(Mat picture) {
        BytePointer encoded = new BytePointer();
        opencv_imgcodecs.imencode(
                ".jpg", picture, encoded, new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality));
        Mat bytes = new Mat(1, Math.toIntExact(encoded.limit()), opencv_core.CV_8U, encoded, Mat.AUTO_STEP);
        return opencv_imgcodecs.imdecode(
                bytes,
                picture.channels() == Image.GREY ? opencv_imgcodecs.IMREAD_GRAYSCALE : opencv_imgcodecs.IMREAD_COLOR);
    }
}
