package org.vavl.features.vision.detection;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;
import org.vavl.core.VavlException;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.image.OpenCv;

/** One of the boosted cascades of Haar-like features that come with OpenCV. Not for several threads at once. */
final class HaarCascade implements AutoCloseable {
    private static final String OPENCV = "/org/bytedeco/opencv/";
    private static final double SCALE_STEP = 1.1;

    private final CascadeClassifier classifier;
    private final int neighbours;

    /**
     * A rectangle that a cascade found.
     *
     * @param score the margin by which its last stage was passed
     */
    record Found(Box box, double score) {}

    private HaarCascade(CascadeClassifier classifier, int neighbours) {
        this.classifier = classifier;
        this.neighbours = neighbours;
    }

    /**
     * Opens it.
     *
     * @param name without what is the same for all
     * @param neighbours how many rectangles that are nearly the same it must find, to be believed
     * @throws VavlException if OpenCV's file cannot be unpacked
     */
    static HaarCascade open(String name, int neighbours) {
        String resource = OPENCV + OpenCv.load() + "/share/opencv4/haarcascades/haarcascade_" + name + ".xml";
        try {
            File file = Loader.cacheResource(resource);
            CascadeClassifier classifier = new CascadeClassifier();
            if (file == null || !classifier.load(file.getPath())) {
                throw new VavlException("OpenCV's " + resource + " is missing or cannot be read");
            }
            return new HaarCascade(classifier, neighbours);
        } catch (IOException e) {
            throw new VavlException("OpenCV's " + resource + " cannot be unpacked: " + e.getMessage(), e);
        }
    }

    /**
     * What it finds, the surest first.
     *
     * @param smallest side of a rectangle, in pixels
     * @param largest side of a rectangle, in pixels; 0 for any
     */
    List<Found> find(Mat grey, int smallest, int largest) {
        RectVector rectangles = new RectVector();
        IntPointer levels = new IntPointer();
        DoublePointer weights = new DoublePointer();
        Size least = new Size(smallest, smallest);
        Size most = new Size(largest, largest);
        classifier.detectMultiScale3(grey, rectangles, levels, weights, SCALE_STEP, neighbours, 0, least, most, true);
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < rectangles.size(); i++) {
            Rect rectangle = rectangles.get(i);
            Box box = new Box(rectangle.x(), rectangle.y(), rectangle.width(), rectangle.height());
            found.add(new Found(box, weights.get(i)));
        }
        found.sort(Comparator.comparingDouble(Found::score).reversed());
        return found;
    }

    @Override
    public void close() {
        classifier.close();
    }
}
