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
    /** What is seen once was there for a moment. */
    private static final double SEEN_SECONDS = 1e-3;

    private final int number;
    private final TrackingSettings settings;
    private final Interruptions interruptions;
    private final VideoPart part;
    private final Detections sightings = new Detections();
    private PictureStructure look;
    private int forgotten;
    private double forgottenProminence;

    /**
     * What all tracks of a video have in common.
     *
     * @param interruptions of the video, as far as it was seen
     * @param part in which faces are prominent
     */
    record Video(TrackingSettings settings, Interruptions interruptions, VideoPart part) {}

    /**
     * A track that begins.
     *
     * @param number among the video's tracks
     * @param look of the face
     */
    FaceTrack(int number, Video video, Detection first, PictureStructure look) {
        this.number = number;
        this.settings = video.settings();
        this.interruptions = video.interruptions();
        this.part = video.part();
        this.look = look;
        sightings.add(first);
    }

    void add(Detection sighting, PictureStructure newLook) {
        sightings.add(sighting);
        look = newLook;
    }

    /** Its own number among the video's tracks, from 1 on in the order in which they began; some numbers are of no track. */
    public int number() {
        return number;
    }

    /** How the face looked when it was seen last. */
    PictureStructure look() {
        return look;
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
        if (first > 0) {
            forgottenProminence += prominence(part.begin(), Math.min(part.end(), sightings.seconds(first)));
        }
        sightings.removeFirst(first);
        forgotten += first;
    }

    /** Its area in square pixels times the seconds that it was there, in the part of the video that is looked at: large and long is much. */
    public double prominence() {
        return forgottenProminence + prominence(part.begin(), part.end());
    }

    /** The same between two times that are not forgotten, the second one not included; 0 if it was not there between them, neither seen nor followed. */
    double prominence(double begin, double end) {
        double sum = 0;
        for (int i = 0; i < sightings.size(); i++) {
            boolean followed = i + 1 < sightings.size() && isFollowed(i);
            sum += followed ? prominenceBehind(i, begin, end) : prominenceAt(i, begin, end);
        }
        return sum;
    }

    /** From a sighting to the next one, as far as it lies between two times. */
    private double prominenceBehind(int place, double begin, double end) {
        double from = sightings.seconds(place);
        double to = sightings.seconds(place + 1);
        double first = Math.max(from, begin);
        double last = Math.min(to, end);
        if (last <= first) {
            return 0;
        }
        double share = ((first + last) / 2 - from) / (to - from);
        return (last - first) * (sightings.area(place) * (1 - share) + sightings.area(place + 1) * share);
    }

    /** Of a sighting behind which the face is lost, if it lies between two times. */
    private double prominenceAt(int place, double begin, double end) {
        double seconds = sightings.seconds(place);
        boolean inside = seconds >= begin && seconds < end;
        return inside ? sightings.area(place) * (SEEN_SECONDS + settings.detectionSeconds()) : 0;
    }

    /** Whether the face is taken to have been there all the time between a sighting and the next one. */
    private boolean isFollowed(int place) {
        return sightings.seconds(place + 1) - sightings.seconds(place) <= settings.bridgeSeconds()
                && !isCutBetween(place, place + 1);
    }

    private boolean isCutBetween(int place, int later) {
        return interruptions.isCutBetween(sightings.frame(place), sightings.frame(later));
    }

    /**
     * Where the face is in a frame.
     *
     * @param seconds the frame's time
     * @return empty where it was not seen, neither there nor shortly before and after, and where the frame shows nothing
     */
    public Optional<Face> face(int frame, double seconds) {
        if (frame < firstFrame() || frame > lastFrame() || interruptions.isBlank(frame)) {
            return Optional.empty();
        }
        int place = sightings.from(frame);
        if (sightings.frame(place) == frame) {
            return Optional.of(smoothed(place));
        }
        if (!isFollowed(place - 1)) {
            return Optional.empty();
        }
        double before = sightings.seconds(place - 1);
        double share = (seconds - before) / (sightings.seconds(place) - before);
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
                if (distance >= reach + 1e-9 || isCutBetween(Math.min(i, place), Math.max(i, place))) {
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
