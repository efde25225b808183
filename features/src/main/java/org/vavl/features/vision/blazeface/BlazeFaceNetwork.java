package org.vavl.features.vision.blazeface;

import java.util.ArrayList;
import java.util.List;
import org.vavl.features.vision.image.Point;

/** The networks of BlazeFace that MediaPipe publishes: what they take and where their anchors are. */
public enum BlazeFaceNetwork {
    /** For faces of at least about a tenth of the picture's side. */
    SHORT("blazeface-short", 128, List.of(new Grid(16, 2), new Grid(8, 6))),
    /** For smaller faces, too. */
    FULL("blazeface-full", 192, List.of(new Grid(48, 1)));

    private final String detector;
    private final int side;
    private final List<Point> anchors;

    /**
     * Anchors in the middle of N×N cells.
     *
     * @param cells N
     * @param each how many each cell has
     */
    private record Grid(int cells, int each) {}

    BlazeFaceNetwork(String detector, int side, List<Grid> grids) {
        this.detector = detector;
        this.side = side;
        List<Point> all = new ArrayList<>();
        for (Grid grid : grids) {
            for (int cell = 0; cell < grid.cells() * grid.cells(); cell++) {
                double x = (cell % grid.cells() + 0.5) / grid.cells();
                double y = (cell / grid.cells() + 0.5) / grid.cells();
                for (int i = 0; i < grid.each(); i++) {
                    all.add(new Point(x, y));
                }
            }
        }
        this.anchors = List.copyOf(all);
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
        return anchors;
    }
}
