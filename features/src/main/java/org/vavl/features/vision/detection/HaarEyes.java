package org.vavl.features.vision.detection;

import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.vavl.features.vision.detection.HaarCascade.Found;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.image.Point;

/** Finds the eyes of a face by OpenCV's cascade for them. Not for several threads at once. */
final class HaarEyes implements AutoCloseable {
    /** The face is brought to this width first. */
    private static final int FACE_SIDE = 120;

    private static final int SMALLEST_EYE = FACE_SIDE / 6;
    private static final int NEIGHBOURS = 3;

    private final HaarCascade cascade = HaarCascade.open("eye", NEIGHBOURS);

    /**
     * The surest eye in either half of the upper part of the face, if they lie as eyes do.
     *
     * @param grey the picture
     * @param box of the face
     * @return the left and the right one in the picture, or none
     */
    List<Point> of(Mat grey, Box box) {
        int x = (int) Math.max(0, Math.round(box.x()));
        int y = (int) Math.max(0, Math.round(box.y()));
        int width = (int) Math.min(grey.cols() - x, Math.round(box.width()));
        int height = (int) Math.min(grey.rows() - y, Math.round(0.65 * box.height()));
        if (width < 2 || height < 2) {
            return List.of();
        }
        double scale = FACE_SIDE / box.width();
        Size size = new Size(atLeastOne(width * scale), atLeastOne(height * scale));
        int interpolation = scale < 1 ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
        Mat face = new Mat();
        opencv_imgproc.resize(new Mat(grey, new Rect(x, y, width, height)), face, size, 0, 0, interpolation);
        List<Found> found = cascade.find(face, SMALLEST_EYE, 0);
        Optional<Point> left = eye(found, 0.15, 0.45).map(eye -> new Point(x + eye.x() / scale, y + eye.y() / scale));
        Optional<Point> right = eye(found, 0.55, 0.85).map(eye -> new Point(x + eye.x() / scale, y + eye.y() / scale));
        return left.isPresent() && right.isPresent() && lieAsEyes(left.get(), right.get(), box)
                ? List.of(left.get(), right.get())
                : List.of();
    }

    private static int atLeastOne(double pixels) {
        return (int) Math.max(1, Math.round(pixels));
    }

    private static Optional<Point> eye(List<Found> found, double begin, double end) {
        return found.stream()
                .map(one -> one.box().at(0.5, 0.5))
                .filter(centre -> centre.x() > begin * FACE_SIDE && centre.x() < end * FACE_SIDE)
                .filter(centre -> centre.y() > 0.25 * FACE_SIDE && centre.y() < 0.55 * FACE_SIDE)
                .findFirst();
    }

    private static boolean lieAsEyes(Point left, Point right, Box box) {
        double distance = (right.x() - left.x()) / box.width();
        double tilt = Math.abs(right.y() - left.y()) / (right.x() - left.x());
        return distance > 0.25 && distance < 0.6 && tilt < 0.4;
    }

    @Override
    public void close() {
        cascade.close();
    }
}
