package org.vavl.features.vision.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.image.Point;
import org.vavl.features.vision.tracking.Detections.Detection;

/** One face over time: where a detector saw it, and where it must have been between. */
public final class FaceTrack {
    private final TrackingSettings settings;
    private final Detections sightings = new Detections();
    private int forgotten;

    FaceTrack(TrackingSettings settings) {
        this.settings = settings;
    }

    void add(int frame, double seconds, Face face) {
        sightings.add(new Detection(frame, seconds, face));
    }

    Detection last() {
        return sightings.last();
    }

    /** In how many frames a detector saw it. */
    public int detections() {
        return forgotten + sightings.size();
    }

    /** The first frame in which it was seen. */
    public int firstFrame() {
        return sightings.get(0).frame();
    }

    /** The last frame in which it was seen. */
    public int lastFrame() {
        return last().frame();
    }

    /** Its area in square pixels in a frame, 0 if it is not there. */
    public double area(int frame, double seconds) {
        return face(frame, seconds).map(face -> face.box().area()).orElse(0.0);
    }

    /** Forgets what was seen before a time, all but the last of it; for videos that are gone through once. */
    void forgetBefore(double seconds) {
        int first = 0;
        while (first < sightings.size() - 1 && sightings.seconds(first) < seconds) {
            first++;
        }
        sightings.removeFirst(first);
        forgotten += first;
    }

    /** Its area in square pixels times the seconds that it was there: large and long is much. */
    public double prominence() {
        return prominenceOf(sightings);
    }

    /** The same between two times, the second one not included; 0 if it was not seen between them. */
    double prominence(double begin, double end) {
        return prominenceOf(sightings.stream()
                .filter(sighting -> sighting.seconds() >= begin && sighting.seconds() < end)
                .toList());
    }

    private double prominenceOf(List<Detection> sightings) {
        if (sightings.isEmpty()) {
            return 0;
        }
        double sum = sightings.get(0).face().box().area() * settings.detectionSeconds();
        for (int i = 1; i < sightings.size(); i++) {
            Detection here = sightings.get(i);
            Detection before = sightings.get(i - 1);
            double area = (here.face().box().area() + before.face().box().area()) / 2;
            sum += area * Math.min(settings.bridgeSeconds(), here.seconds() - before.seconds());
        }
        return sum;
    }

    /**
     * Where the face is in a frame.
     *
     * @param seconds the frame's time
     * @return empty where it was not seen, neither there nor shortly before and after
     */
    public Optional<Face> face(int frame, double seconds) {
        if (frame < firstFrame() || frame > lastFrame()) {
            return Optional.empty();
        }
        int place = sightings.from(frame);
        Detection after = sightings.get(place);
        if (after.frame() == frame) {
            return Optional.of(smoothed(place));
        }
        Detection before = sightings.get(place - 1);
        double gap = after.seconds() - before.seconds();
        if (gap > settings.bridgeSeconds()) {
            return Optional.empty();
        }
        double share = (seconds - before.seconds()) / gap;
        return Optional.of(between(smoothed(place - 1), smoothed(place), share));
    }

    /** The weighted mean of what was seen around a sighting, the less the farther in time. */
    private Face smoothed(int place) {
        Detection centre = sightings.get(place);
        double reach = settings.smoothingSeconds() / 2;
        Face mean = centre.face();
        double weights = 1;
        for (int step = -1; step <= 1; step += 2) {
            for (int i = place + step; i >= 0 && i < sightings.size(); i += step) {
                double distance = Math.abs(sightings.seconds(i) - centre.seconds());
                if (distance >= reach + 1e-9) {
                    break;
                }
                double weight = 1 - distance / (reach + settings.detectionSeconds() / 2 + 1e-9);
                weights += Math.max(0, weight);
                mean = between(mean, sightings.get(i).face(), Math.max(0, weight) / weights);
            }
        }
        return mean;
    }

    /** Landmarks that only one of the two has are where they are in its box. */
    private static Face between(Face from, Face to, double share) {
        Box box = from.box().towards(to.box(), share);
        double score = from.score() + share * (to.score() - from.score());
        return new Face(box, score, landmarks(from, to, box, share));
    }

    private static List<Point> landmarks(Face from, Face to, Box box, double share) {
        if (from.landmarks().isEmpty() || to.landmarks().isEmpty()) {
            Face seen = from.landmarks().isEmpty() ? to : from;
            return seen.landmarks().stream()
                    .map(point -> moved(point, seen.box(), box))
                    .toList();
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < Math.min(from.landmarks().size(), to.landmarks().size()); i++) {
            points.add(from.landmarks().get(i).towards(to.landmarks().get(i), share));
        }
        return points;
    }

    private static Point moved(Point point, Box from, Box to) {
        return to.at((point.x() - from.x()) / from.width(), (point.y() - from.y()) / from.height());
    }
}
