package org.vavl.features.vision.tracking;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.image.Point;

/** When and where a detector saw a face, in the order of time; kept as numbers, since in a long video there are many. */
final class Detections extends AbstractList<Detections.Detection> {
    private static final int LANDMARKS_BEGIN = 7;

    private final List<double[]> rows = new ArrayList<>();

    /** A face that a detector saw in a frame. */
    record Detection(int frame, double seconds, Face face) {}

    @Override
    public boolean add(Detection sighting) {
        Face face = sighting.face();
        double[] row = new double[LANDMARKS_BEGIN + 2 * face.landmarks().size()];
        row[0] = sighting.frame();
        row[1] = sighting.seconds();
        row[2] = face.score();
        row[3] = face.box().x();
        row[4] = face.box().y();
        row[5] = face.box().width();
        row[6] = face.box().height();
        int at = LANDMARKS_BEGIN;
        for (Point point : face.landmarks()) {
            row[at++] = point.x();
            row[at++] = point.y();
        }
        return rows.add(row);
    }

    @Override
    public Detection get(int index) {
        double[] row = rows.get(index);
        List<Point> landmarks = new ArrayList<>();
        for (int at = LANDMARKS_BEGIN; at < row.length; at += 2) {
            landmarks.add(new Point(row[at], row[at + 1]));
        }
        return new Detection(
                (int) row[0], row[1], new Face(new Box(row[3], row[4], row[5], row[6]), row[2], landmarks));
    }

    @Override
    public int size() {
        return rows.size();
    }

    Detection last() {
        return get(size() - 1);
    }

    int frame(int index) {
        return (int) rows.get(index)[0];
    }

    double seconds(int index) {
        return rows.get(index)[1];
    }

    /** Of the face's box, in square pixels. */
    double area(int index) {
        double[] row = rows.get(index);
        return row[5] * row[6];
    }

    /** The first one in that frame or behind it; as many as there are if there is none. */
    int from(int frame) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle)[0] < frame) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void removeFirst(int count) {
        rows.subList(0, count).clear();
    }
}
