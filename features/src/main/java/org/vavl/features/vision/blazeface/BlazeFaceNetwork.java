package org.vavl.features.vision.blazeface;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.vavl.features.vision.image.Point;

/** The networks of BlazeFace that MediaPipe publishes: what they take and where their anchors are. */
public enum BlazeFaceNetwork {
    /** For faces of at least about a tenth of the picture's side. */
    SHORT("blazeface-short", 128),
    /** For smaller faces, and not for those that fill the picture. */
    FULL("blazeface-full", 192);

    private final String detector;
    private final int side;

    BlazeFaceNetwork(String detector, int side) {
        this.detector = detector;
        this.side = side;
    }

    /** What its detectors are called. */
    public String detector() {
        return detector;
    }

    /** Width and height of its input, in pixels. */
    int side() {
        return side;
    }

    /** The anchors' places as shares of the input's sides, in the order of the outputs. */
    List<Point> anchors() {
        List<Point> anchors = new ArrayList<>();
        switch (this) {
            case SHORT -> {
                addGrid(16, 2, anchors);
                addGrid(8, 6, anchors);
            }
            case FULL -> addGrid(48, 1, anchors);
        }
        return List.copyOf(anchors);
    }

    /**
     * Anchors in the middle of N×N cells.
     *
     * @param cells N
     * @param each how many each cell has
     */
    private static void addGrid(int cells, int each, List<Point> anchors) {
        for (int row = 0; row < cells; row++) {
            for (int column = 0; column < cells; column++) {
                Point middle = new Point((column + 0.5) / cells, (row + 0.5) / cells);
                anchors.addAll(Collections.nCopies(each, middle));
            }
        }
    }
}
