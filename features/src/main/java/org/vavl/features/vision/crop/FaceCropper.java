package org.vavl.features.vision.crop;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.vavl.features.FaceCropSettings;
import org.vavl.features.Image;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.image.OpenCv;
import org.vavl.features.vision.image.Point;

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
        OpenCv.load();
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
        try (PointerScope scope = new PointerScope()) {
            Mat view = OpenCv.view(image);
            Mat cut =
                    switch (crop.framing()) {
                        case BOX -> box(view, face.box());
                        case ALIGNED -> aligned(view, face.isFrontal() ? face : face.withoutLandmarks());
                    };
            if (crop.channels() == cut.channels()) {
                return OpenCv.copy(cut, pixels);
            }
            Mat converted = new Mat();
            boolean toGrey = crop.channels() == Image.GREY;
            opencv_imgproc.cvtColor(
                    cut, converted, toGrey ? opencv_imgproc.COLOR_RGB2GRAY : opencv_imgproc.COLOR_GRAY2RGB);
            return OpenCv.copy(converted, pixels);
        }
    }

    private Mat box(Mat view, Box box) {
        int left = clamp(box.x(), view.cols() - 1);
        int top = clamp(box.y(), view.rows() - 1);
        int right = Math.max(left + 1, clamp(box.x() + box.width(), view.cols()));
        int bottom = Math.max(top + 1, clamp(box.y() + box.height(), view.rows()));
        return resized(new Mat(view, new Rect(left, top, right - left, bottom - top)));
    }

    private static int clamp(double pixels, int most) {
        return (int) Math.max(0, Math.min(most, Math.round(pixels)));
    }

    private Mat resized(Mat from) {
        boolean smaller = from.cols() >= crop.width() && from.rows() >= crop.height();
        Mat to = new Mat();
        opencv_imgproc.resize(
                from,
                to,
                new Size(crop.width(), crop.height()),
                0,
                0,
                smaller ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR);
        return to;
    }

    private Mat aligned(Mat view, Face face) {
        Point left = face.leftEye();
        Point right = face.rightEye();
        double eyesX = right.x() - left.x();
        double eyesY = right.y() - left.y();
        double distance = Math.max(1, Math.hypot(eyesX, eyesY));
        double wanted = (RIGHT_EYE_X - LEFT_EYE_X) * crop.width();
        int oversampling = (int) Math.max(1, Math.min(MOST_OVERSAMPLING, Math.ceil(distance / wanted)));
        double scale = oversampling * wanted / distance;
        double cosine = scale * eyesX / distance;
        double sine = scale * eyesY / distance;
        Point middle = left.towards(right, 0.5);
        double halfPixel = (oversampling - 1) / 2.0; // of the larger drawing, whose pixels' centres lie elsewhere
        double toX = oversampling * crop.width() * (LEFT_EYE_X + RIGHT_EYE_X) / 2 + halfPixel;
        double toY = oversampling * crop.height() * EYES_Y + halfPixel;
        DoublePointer values = new DoublePointer(
                cosine,
                sine,
                toX - cosine * middle.x() - sine * middle.y(),
                -sine,
                cosine,
                toY + sine * middle.x() - cosine * middle.y());
        Mat drawn = new Mat();
        opencv_imgproc.warpAffine(
                view,
                drawn,
                new Mat(2, 3, opencv_core.CV_64F, values, Mat.AUTO_STEP),
                new Size(oversampling * crop.width(), oversampling * crop.height()),
                opencv_imgproc.INTER_LINEAR,
                opencv_core.BORDER_REPLICATE,
                new Scalar());
        return oversampling == 1 ? drawn : resized(drawn);
    }
}
