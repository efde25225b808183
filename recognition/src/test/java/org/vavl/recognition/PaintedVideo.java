package org.vavl.recognition;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.FaceCropSettings;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.stream.TimedImage;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.features.vision.VisualSettings;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.detection.FaceDetector;
import org.vavl.features.vision.detection.FaceDetectorSource;
import org.vavl.features.vision.image.Box;

/**
 * A video of two painted people. One sways on the left all the time, but for some seconds now and then; the other one, smaller, is on the right in every other minute
 * and vanishes for ten seconds of each. Behind each 11 s the wall is another one. Where the faces are stands in the first row of pixels, from which a detector takes
 * it, for as many pictures as it looks at.
 */
final class PaintedVideo {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;
    private static final int RATE = 10;
    private static final int SHOT = 110;

    private final List<TimedImage> images = new ArrayList<>();
    private int first = Integer.MAX_VALUE;
    private int last;

    PaintedVideo(double seconds) {
        for (int picture = 0; picture < seconds * RATE; picture++) {
            images.add(new TimedImage((double) picture / RATE, paint(picture)));
        }
    }

    private static Image paint(int picture) {
        byte[] grey = new byte[WIDTH * HEIGHT];
        int wall = 1 + picture / SHOT % 5;
        for (int i = 0; i < grey.length; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            grey[i] = (byte) (90 + 60 * (((x / 5) * wall + (y / 7) * (wall + 2)) % 3));
        }
        List<Box> faces = new ArrayList<>();
        if (picture % 310 >= 30) {
            face(grey, faces, new Box(Math.rint(10 + 6 * Math.sin(picture / 9.0)), 20, 30, 30), 4);
        }
        if ((picture / 600 % 2 == 0 && picture % 600 < 100) || picture % 600 > 200) {
            face(grey, faces, new Box(64, Math.floor(24 + picture % 7 / 3.0), 22, 22), 7);
        }
        grey[0] = (byte) faces.size();
        for (int face = 0; face < faces.size(); face++) {
            Box box = faces.get(face);
            grey[1 + 3 * face] = (byte) box.x();
            grey[2 + 3 * face] = (byte) box.y();
            grey[3 + 3 * face] = (byte) box.width();
        }
        grey[20] = (byte) (picture / 100);
        grey[21] = (byte) (picture % 100);
        ByteBuffer pixels = ByteBuffer.allocateDirect(3 * grey.length);
        for (byte level : grey) {
            pixels.put(level).put(level).put(level);
        }
        return new Image(WIDTH, HEIGHT, Image.RGB, pixels.flip());
    }

    private static void face(byte[] grey, List<Box> faces, Box box, int pattern) {
        faces.add(box);
        for (int y = 0; y < box.height(); y++) {
            for (int x = 0; x < box.width(); x++) {
                int at = ((int) box.y() + y) * WIDTH + (int) box.x() + x;
                grey[at] = (byte) (40 + 20 * ((x / pattern + 2 * (y / pattern)) % 8));
            }
        }
    }

    RecordingReader reader() {
        RecordingReader reader = new RecordingReader(
                Recording.named("call").withImages(images, RATE).input());
        VisualFrontEnd frontEnd = new VisualFrontEnd(
                new Brightness(),
                FaceDetectorSource.of(new ExtractorId("painted", "1"), Painted::new),
                VisualSettings.defaults(),
                MediaLimits.defaults());
        reader.add("visual", recording -> new VisualWindows(recording, frontEnd, frontEnd.id(), true));
        return reader;
    }

    /** The time of the first picture in which faces were looked for. */
    double firstLooked() {
        return (double) first / RATE;
    }

    /** The time of the last picture in which faces were looked for. */
    double lastLooked() {
        return (double) last / RATE;
    }

    private synchronized void looked(int picture) {
        first = Math.min(first, picture);
        last = Math.max(last, picture);
    }

    private static int level(Image image, int pixel) {
        return image.pixels().get(3 * pixel) & 0xFF;
    }

    private final class Painted implements FaceDetector {
        @Override
        public ExtractorId id() {
            return new ExtractorId("painted", "1");
        }

        @Override
        public List<Face> detect(Image image) {
            looked(100 * level(image, 20) + level(image, 21));
            return IntStream.range(0, level(image, 0))
                    .mapToObj(face -> new Box(
                            level(image, 1 + 3 * face),
                            level(image, 2 + 3 * face),
                            level(image, 3 + 3 * face),
                            level(image, 3 + 3 * face)))
                    .map(box -> new Face(box, 1, List.of()))
                    .toList();
        }

        @Override
        public void close() {}
    }

    /** The mean of a face. */
    private static final class Brightness implements VisualExtractor {
        @Override
        public ExtractorId id() {
            return new ExtractorId("brightness", "1");
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public FaceCropSettings crop() {
            return new FaceCropSettings(8, 8, FaceCropSettings.Framing.BOX, Image.GREY);
        }

        @Override
        public int batchSize() {
            return 16;
        }

        @Override
        public float[] extract(List<Image> faces) {
            float[] values = new float[faces.size()];
            for (int face = 0; face < values.length; face++) {
                for (int i = 0; i < 64; i++) {
                    values[face] += (faces.get(face).pixels().get(i) & 0xFF) / 1000f;
                }
            }
            return values;
        }

        @Override
        public void close() {}
    }
}
