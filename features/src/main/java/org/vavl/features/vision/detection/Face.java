package org.vavl.features.vision.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.image.Point;

/**
 * A face in a picture.
 *
 * @param box around it, as the detector draws it
 * @param score how sure the detector is; more is surer, the scale is the detector's own
 * @param landmarks none; or the eyes; or the eyes, the tip of the nose and the corners of the mouth. Of two, the one that is on the left in
 *     the picture comes first
 */
public record Face(Box box, double score, List<Point> landmarks) {
    private static final int EYES = 2;
    private static final int FIVE = 5;

    private static final double FRONTAL = 0.25;

    /** Two boxes that cover so much of each other are of one face. */
    private static final double SAME = 0.5;

    /** Where eyes are in a box around a face, as shares of its width and height. */
    private static final Point USUAL_LEFT = new Point(0.3, 0.4);

    private static final Point USUAL_RIGHT = new Point(0.7, 0.4);

    /** Copies the landmarks and checks their number. */
    public Face {
        landmarks = List.copyOf(landmarks);
        if (!landmarks.isEmpty() && landmarks.size() != EYES && landmarks.size() != FIVE) {
            throw new IllegalArgumentException(landmarks.size() + " landmarks: must be 0, 2 or 5");
        }
    }

    /** Whether the detector found where the eyes are. */
    public boolean hasEyes() {
        return !landmarks.isEmpty();
    }

    /** The eye on the left in the picture; where it usually is, if the detector did not find it. */
    public Point leftEye() {
        return hasEyes() ? landmarks.get(0) : box.at(USUAL_LEFT.x(), USUAL_LEFT.y());
    }

    /** The eye on the right in the picture; where it usually is, if the detector did not find it. */
    public Point rightEye() {
        return hasEyes() ? landmarks.get(1) : box.at(USUAL_RIGHT.x(), USUAL_RIGHT.y());
    }

    /** Whether the eyes are as far apart as in a face from the front; from the side, they say nothing about the face's size. */
    public boolean isFrontal() {
        double distance = Math.hypot(
                rightEye().x() - leftEye().x(), rightEye().y() - leftEye().y());
        return distance >= FRONTAL * box.width();
    }

    /** Without landmarks. */
    public Face withoutLandmarks() {
        return new Face(box, score, List.of());
    }

    /** The same elsewhere. */
    public Face moved(double right, double down) {
        List<Point> points = landmarks.stream()
                .map(point -> new Point(point.x() + right, point.y() + down))
                .toList();
        return new Face(box.moved(right, down), score, points);
    }

    /** Of those that are the same, as found from several places, only the surest; the surest first. */
    public static List<Face> distinct(List<Face> faces) {
        List<Face> sorted = new ArrayList<>(faces);
        sorted.sort(Comparator.comparingDouble(Face::score).reversed());
        List<Face> kept = new ArrayList<>();
        for (Face face : sorted) {
            if (kept.stream().noneMatch(other -> face.box.intersectionOverUnion(other.box) > SAME)) {
                kept.add(face);
            }
        }
        return kept;
    }

    /** The same in a picture that is so many times as wide and high. */
    Face scaled(double horizontally, double vertically) {
        Box larger = new Box(
                box.x() * horizontally, box.y() * vertically, box.width() * horizontally, box.height() * vertically);
        List<Point> points = landmarks.stream()
                .map(point -> new Point(point.x() * horizontally, point.y() * vertically))
                .toList();
        return new Face(larger, score, points);
    }
}
