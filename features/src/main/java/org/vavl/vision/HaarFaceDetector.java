package org.vavl.vision;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;
import org.vavl.features.ExtractorId;
import org.vavl.features.Image;
import org.vavl.nn.VavlException;

/**
 * Frontal faces by boosted cascades of Haar-like features (Viola and Jones, 2001; Lienhart and Maydt, 2002): the one for faces that comes
 * with OpenCV, and in each face the one for eyes. Its score is the margin by which the last stage was passed.
 *
 * <p>It looks at a grey picture of at most {@value #WORKING_SIDE} pixels a side, for faces of at least {@value #SMALLEST_FACE} of them.
 */
public final class HaarFaceDetector implements FaceDetector {
    /** Its name. */
    public static final String NAME = "haar";

    static final ExtractorId ID = new ExtractorId(NAME, "1");
    private static final String OPENCV = "/org/bytedeco/opencv/";
    private static final int WORKING_SIDE = 480;
    private static final int SMALLEST_FACE = 40;
    private static final double SCALE_STEP = 1.1;
    private static final int FACE_NEIGHBOURS = 4;
    private static final int EYE_NEIGHBOURS = 3;

    /** Eyes are looked for in a face of this size. */
    private static final int FACE_SIDE = 120;

    private final CascadeClassifier faces;
    private final CascadeClassifier eyes;

    private HaarFaceDetector(CascadeClassifier faces, CascadeClassifier eyes) {
        this.faces = faces;
        this.eyes = eyes;
    }

    /**
     * Opens it.
     *
     * @throws VavlException if OpenCV's files cannot be unpacked
     */
    public static HaarFaceDetector open() {
        return new HaarFaceDetector(cascade("frontalface_alt2"), cascade("eye"));
    }

    private static CascadeClassifier cascade(String name) {
        String resource = OPENCV + OpenCv.load() + "/share/opencv4/haarcascades/haarcascade_" + name + ".xml";
        try {
            File file = Loader.cacheResource(resource);
            CascadeClassifier cascade = new CascadeClassifier();
            if (file == null || !cascade.load(file.getPath())) {
                throw new VavlException("OpenCV's " + resource + " is missing or cannot be read");
            }
            return cascade;
        } catch (IOException e) {
            throw new VavlException("OpenCV's " + resource + " cannot be unpacked: " + e.getMessage(), e);
        }
    }

    @Override
    public ExtractorId id() {
        return ID;
    }

    @Override
    public List<Face> detect(Image image) {
        try (PointerScope scope = new PointerScope()) {
            double scale = Math.min(1, (double) WORKING_SIDE / Math.max(image.width(), image.height()));
            Mat grey = grey(image);
            Mat small = new Mat();
            opencv_imgproc.resize(
                    grey,
                    small,
                    new Size(atLeastOne(image.width() * scale), atLeastOne(image.height() * scale)),
                    0,
                    0,
                    opencv_imgproc.INTER_AREA);
            Mat even = new Mat();
            opencv_imgproc.equalizeHist(small, even);
            List<Scored> found = find(faces, even, FACE_NEIGHBOURS, new Size(SMALLEST_FACE, SMALLEST_FACE));
            return found.stream().map(one -> face(grey, one, scale)).toList();
        }
    }

    private static int atLeastOne(double pixels) {
        return (int) Math.max(1, Math.round(pixels));
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

    /** A rectangle that a cascade found, and by which margin. */
    private record Scored(Box box, double score) {}

    private static List<Scored> find(CascadeClassifier cascade, Mat grey, int neighbours, Size smallest) {
        RectVector rectangles = new RectVector();
        IntPointer levels = new IntPointer();
        DoublePointer weights = new DoublePointer();
        cascade.detectMultiScale3(
                grey, rectangles, levels, weights, SCALE_STEP, neighbours, 0, smallest, new Size(), true);
        List<Scored> found = new ArrayList<>();
        for (int i = 0; i < rectangles.size(); i++) {
            Rect rectangle = rectangles.get(i);
            Box box = new Box(rectangle.x(), rectangle.y(), rectangle.width(), rectangle.height());
            found.add(new Scored(box, weights.get(i)));
        }
        found.sort(Comparator.comparingDouble(Scored::score).reversed());
        return found;
    }

    private Face face(Mat grey, Scored found, double scale) {
        Box box = found.box().scaled(1 / scale);
        return new Face(box, found.score(), eyes(grey, box));
    }

    /** The surest eye in either half of the upper part of the face, if they lie as eyes do. */
    private List<Point> eyes(Mat grey, Box box) {
        int x = (int) Math.max(0, Math.round(box.x()));
        int y = (int) Math.max(0, Math.round(box.y()));
        int width = (int) Math.min(grey.cols() - x, Math.round(box.width()));
        int height = (int) Math.min(grey.rows() - y, Math.round(0.65 * box.height()));
        if (width < 2 || height < 2) {
            return List.of();
        }
        double scale = FACE_SIDE / box.width();
        Mat face = new Mat();
        opencv_imgproc.resize(
                new Mat(grey, new Rect(x, y, width, height)),
                face,
                new Size(atLeastOne(width * scale), atLeastOne(height * scale)),
                0,
                0,
                scale < 1 ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR);
        int smallest = FACE_SIDE / 6;
        List<Scored> found = find(eyes, face, EYE_NEIGHBOURS, new Size(smallest, smallest));
        Optional<Point> left = eye(found, 0.15, 0.45).map(eye -> new Point(x + eye.x() / scale, y + eye.y() / scale));
        Optional<Point> right = eye(found, 0.55, 0.85).map(eye -> new Point(x + eye.x() / scale, y + eye.y() / scale));
        return left.isPresent() && right.isPresent() && lieAsEyes(left.get(), right.get(), box)
                ? List.of(left.get(), right.get())
                : List.of();
    }

    private static Optional<Point> eye(List<Scored> found, double begin, double end) {
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
        faces.close();
        eyes.close();
    }
}
