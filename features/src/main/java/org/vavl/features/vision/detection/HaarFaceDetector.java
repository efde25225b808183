package org.vavl.features.vision.detection;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.Image;
import org.vavl.features.vision.detection.HaarCascade.Found;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.image.ImageRegion;
import org.vavl.features.vision.image.OpenCv;
import org.vavl.features.vision.image.OpenCvPresence;

/**
 * Frontal faces by boosted cascades of Haar-like features (Viola and Jones, 2001; Lienhart and Maydt, 2002): the one for faces that comes
 * with OpenCV, and in each face the one for eyes. Its score is the margin by which the last stage was passed.
 *
 * <p>It looks at a greyscale image of at most {@value #WORKING_SIDE} pixels a side, for faces of at least {@value #SMALLEST_FACE} of them; near
 * a known place at the same picture, but only there and for faces of about that size.
 */
public final class HaarFaceDetector implements FaceDetector {
    /** Its name. */
    public static final String NAME = "haar";

    public static final ExtractorId ID = new ExtractorId(NAME, "1");
    private static final int WORKING_SIDE = 480;
    private static final int SMALLEST_FACE = 40;
    private static final int NEIGHBOURS = 4;

    /** Near a place is what lies in a box so many times as large. */
    private static final double NEAR = 2;

    /** A face near a place is so many times as large, either way. */
    private static final double ALIKE = 1.6;

    private final HaarCascade faces = HaarCascade.open("frontalface_alt2", NEIGHBOURS);
    private final HaarEyes eyes = new HaarEyes();

    private HaarFaceDetector() {}

    /** @throws org.vavl.core.VavlException if OpenCV is not on the class path */
    static void requireOpenCv() {
        OpenCvPresence.require("the face detector '" + NAME + "'");
    }

    /**
     * Opens it.
     *
     * @throws org.vavl.core.VavlException if OpenCV is not on the class path, or its files cannot be unpacked
     */
    public static HaarFaceDetector open() {
        requireOpenCv();
        return new HaarFaceDetector();
    }

    @Override
    public ExtractorId id() {
        return ID;
    }

    /**
     * A picture as it is looked at.
     *
     * @param grey in its own size
     * @param even small, with all grey levels alike in number
     * @param scale how many of its pixels are one of the picture's
     */
    private record Working(Mat grey, Mat even, double scale) {
        static Working of(Image image) {
            double scale = Math.min(1, (double) WORKING_SIDE / Math.max(image.width(), image.height()));
            Mat grey = grey(image);
            Mat small = new Mat();
            Size size = new Size(atLeastOne(image.width() * scale), atLeastOne(image.height() * scale));
            opencv_imgproc.resize(grey, small, size, 0, 0, opencv_imgproc.INTER_AREA);
            Mat even = new Mat();
            opencv_imgproc.equalizeHist(small, even);
            return new Working(grey, even, scale);
        }

        private static Mat grey(Image image) {
            Mat view = OpenCv.view(image);
            if (image.channels() == Image.GREY) {
                return view;
            }
            Mat grey = new Mat();
            opencv_imgproc.cvtColor(view, grey, opencv_imgproc.COLOR_RGB2GRAY);
            return grey;
        }

        private static int atLeastOne(double pixels) {
            return (int) Math.max(1, Math.round(pixels));
        }
    }

    @Override
    public List<Face> detect(Image image) {
        try (PointerScope scope = new PointerScope()) {
            Working working = Working.of(image);
            return faces(working, faces.find(working.even(), SMALLEST_FACE, 0));
        }
    }

    @Override
    public List<Face> detectNear(Image image, List<Box> places) {
        if (places.isEmpty()) {
            return List.of();
        }
        try (PointerScope scope = new PointerScope()) {
            Working working = Working.of(image);
            List<Found> found = new ArrayList<>();
            places.forEach(place -> found.addAll(near(working.even(), place.scaled(working.scale()))));
            return Face.distinct(faces(working, found));
        }
    }

    private List<Found> near(Mat even, Box place) {
        ImageRegion region = ImageRegion.of(place.grown(NEAR), even.cols(), even.rows());
        Mat part = new Mat(even, new Rect(region.left(), region.top(), region.width(), region.height()));
        int smallest = (int) Math.max(SMALLEST_FACE, Math.round(place.width() / ALIKE));
        int largest = (int) Math.max(SMALLEST_FACE, Math.round(place.width() * ALIKE));
        return faces.find(part, smallest, largest).stream()
                .map(one -> new Found(one.box().moved(region.left(), region.top()), one.score()))
                .toList();
    }

    private List<Face> faces(Working working, List<Found> found) {
        return found.stream().map(one -> face(working, one)).toList();
    }

    private Face face(Working working, Found found) {
        Box box = found.box().scaled(1 / working.scale());
        return new Face(box, found.score(), eyes.of(working.grey(), box));
    }

    @Override
    public void close() {
        faces.close();
        eyes.close();
    }
}
