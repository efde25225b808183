package org.vavl.features.vision.image;

import java.net.URL;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ClassProperties;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_objdetect;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.presets.opencv_highgui;
import org.vavl.core.compute.NativeThreads;
import org.vavl.features.Image;

/**
 * Loads OpenCV, once, and passes pictures to and from it. Its own threads are switched off: files are worked on beside each other, and
 * the order in which its threads come to an end would decide about the last digits.
 */
public final class OpenCv {
    private OpenCv() {}

    /** Initialised by the class loader: once, whichever thread comes first. */
    private static final class Loaded {
        static final String PLATFORM = load();

        private static String load() {
            String platform = Loader.getPlatform();
            NativeThreads.configure(platform);
            Loader.load(openblas.class); // what OpenCV is linked with
            Loader.load(opencv_core.class);
            Loader.load(opencv_imgproc.class);
            Loader.load(opencv_imgcodecs.class);
            leaveWindowsOut();
            Loader.load(opencv_objdetect.class);
            opencv_core.setNumThreads(1);
            return platform;
        }

        /**
         * The part of OpenCV that opens windows on a screen needs GTK, which servers do not have. Vavl opens none, but JavaCPP loads that part
         * before the one that finds faces; here it is told that it has done so, under the name of a library that it has loaded.
         */
        private static void leaveWindowsOut() {
            ClassProperties core = Loader.loadProperties(opencv_core.class, Loader.loadProperties(), true);
            URL[] loaded = Loader.findLibrary(opencv_core.class, core, "jniopencv_core");
            ClassProperties windows = Loader.loadProperties(opencv_highgui.class, Loader.loadProperties(), false);
            Loader.loadLibrary(opencv_core.class, loaded, "jniopencv_highgui");
            for (String library : windows.get("platform.link")) {
                if (library.startsWith("opencv_highgui")) {
                    Loader.loadLibrary(opencv_core.class, loaded, library);
                }
            }
        }
    }

    public static String load() {
        return Loaded.PLATFORM;
    }

    /** The picture as OpenCV sees it: the same pixels, not a copy; not to be changed. */
    public static Mat view(Image image) {
        load();
        BytePointer pixels = new BytePointer(image.pixels());
        return new Mat(image.height(), image.width(), type(image.channels()), pixels, Mat.AUTO_STEP);
    }

    private static int type(int channels) {
        return channels == Image.GREY ? opencv_core.CV_8UC1 : opencv_core.CV_8UC3;
    }

    /** A copy of a picture of OpenCV's. */
    public static Image copy(Mat mat) {
        return copy(mat, ByteBuffer.allocateDirect(mat.rows() * mat.cols() * mat.channels()));
    }

    /** A copy of a picture of OpenCV's in memory of its size. */
    public static Image copy(Mat mat, ByteBuffer pixels) {
        Image image = new Image(mat.cols(), mat.rows(), mat.channels(), pixels);
        try (Mat target = new Mat(mat.rows(), mat.cols(), mat.type(), new BytePointer(pixels), Mat.AUTO_STEP)) {
            mat.copyTo(target);
        }
        return image;
    }
}
