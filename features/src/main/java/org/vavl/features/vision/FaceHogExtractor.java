package org.vavl.features.vision;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.HOGDescriptor;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.FaceCropSettings;
import org.vavl.features.FaceCropSettings.Framing;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;
import org.vavl.features.vision.image.OpenCv;
import org.vavl.features.vision.image.OpenCvPresence;

/**
 * The built-in visual features: histograms of oriented gradients (Dalal and Triggs, 2005; OpenCV's) of a grey aligned face of 64×64 pixels.
 * D is 576: 4×4 blocks of 2×2 cells of 8×8 pixels, in each of which the gradients' strength is summed up over 9 directions from 0° to
 * 180°; a block's 36 values are made a vector of length 1, so that light and contrast make no difference.
 */
public final class FaceHogExtractor implements VisualExtractor {
    /** Its name. */
    public static final String NAME = "face-hog";

    private static final ExtractorId ID = new ExtractorId(NAME, "1");
    private static final int SIDE = 64;
    private static final int BLOCK = 16;
    private static final int CELL = 8;
    private static final int DIRECTIONS = 9;
    private static final int WIDTH = (SIDE / CELL) * (SIDE / CELL) * DIRECTIONS;
    private static final int BATCH = 32;

    private final HOGDescriptor descriptor;

    /**
     * Opens it.
     *
     * @throws org.vavl.core.VavlException if OpenCV is not on the class path
     */
    public FaceHogExtractor() {
        OpenCvPresence.require("the extractor '" + NAME + "'");
        OpenCv.load();
        try (Size window = new Size(SIDE, SIDE);
                Size block = new Size(BLOCK, BLOCK);
                Size cell = new Size(CELL, CELL)) {
            descriptor = new HOGDescriptor(window, block, block, cell, DIRECTIONS);
        }
    }

    @Override
    public ExtractorId id() {
        return ID;
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public FaceCropSettings crop() {
        return new FaceCropSettings(SIDE, SIDE, Framing.ALIGNED, Image.GREY);
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public float[] extract(List<Image> faces) {
        float[] values = new float[faces.size() * WIDTH];
        try (PointerScope scope = new PointerScope()) {
            for (int i = 0; i < faces.size(); i++) {
                FloatPointer histograms = new FloatPointer();
                Mat face = OpenCv.view(faces.get(i));
                descriptor.compute(face, histograms);
                histograms.get(values, i * WIDTH, WIDTH);
            }
        }
        return values;
    }

    /** {@code hog-R-C-D}: row and column of the cell, 0 to 7 from the top left, and the direction, 0 to 8, in steps of 20°. */
    @Override
    public List<String> columns() {
        List<String> columns = new ArrayList<>();
        int blocks = SIDE / BLOCK;
        int cells = BLOCK / CELL;
        for (int i = 0; i < WIDTH / DIRECTIONS; i++) { // OpenCV goes through blocks and cells column by column
            int cell = i % (cells * cells);
            int block = i / (cells * cells);
            int row = cells * (block % blocks) + cell % cells;
            int column = cells * (block / blocks) + cell / cells;
            for (int direction = 0; direction < DIRECTIONS; direction++) {
                columns.add("hog-" + row + "-" + column + "-" + direction);
            }
        }
        return List.copyOf(columns);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
