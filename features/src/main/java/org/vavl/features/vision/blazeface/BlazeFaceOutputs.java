package org.vavl.features.vision.blazeface;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.image.Point;

/**
 * What BlazeFace's outputs mean. For each anchor there is a score as a logit, and 16 numbers in pixels of the input: the box's middle relative
 * to the anchor, its width and height, and six landmarks relative to the anchor. Boxes that overlap are of one face, which is their mean
 * weighted by their scores (Bazarevsky et al., 2019, section 4.2).
 */
final class BlazeFaceOutputs {
    private static final int VALUES = 16;
    private static final int LANDMARKS_BEGIN = 4;
    private static final double SAME_FACE = 0.3;

    private final int side;
    private final List<Point> anchors;
    private final double leastScore;

    /** A face as the network sees it. */
    static final class Candidate {
        private final double[] values;
        private final double score;

        /**
         * @param values the box's left, top, right and bottom edge and the six landmarks' x and y, as shares of the input's side
         * @param score a probability
         */
        Candidate(double[] values, double score) {
            this.values = values.clone();
            this.score = score;
        }

        double score() {
            return score;
        }

        double[] values() {
            return values.clone();
        }

        Box box() {
            return new Box(values[0], values[1], values[2] - values[0], values[3] - values[1]);
        }

        Point landmark(int index) {
            int at = LANDMARKS_BEGIN + 2 * index;
            return new Point(values[at], values[at + 1]);
        }
    }

    /** @param leastScore below it nothing is a face */
    BlazeFaceOutputs(BlazeFaceNetwork network, double leastScore) {
        this.side = network.side();
        this.anchors = network.anchors();
        this.leastScore = leastScore;
    }

    int anchors() {
        return anchors.size();
    }

    /** The faces, the surest first. */
    List<Candidate> faces(FloatBuffer boxes, FloatBuffer scores) {
        List<Candidate> candidates = new ArrayList<>();
        for (int anchor = 0; anchor < anchors.size(); anchor++) {
            double score = 1 / (1 + Math.exp(-scores.get(anchor)));
            if (score >= leastScore) {
                double[] values = decoded(boxes, anchor);
                if (isBox(values)) {
                    candidates.add(new Candidate(values, score));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
        return merged(candidates);
    }

    private double[] decoded(FloatBuffer boxes, int anchor) {
        Point place = anchors.get(anchor);
        double[] values = new double[VALUES];
        for (int i = 0; i < VALUES; i++) {
            values[i] = boxes.get(anchor * VALUES + i) / side;
            if (i != 2 && i != 3) {
                values[i] += i % 2 == 0 ? place.x() : place.y();
            }
        }
        double width = values[2];
        double height = values[3];
        values[2] = values[0] + width / 2;
        values[3] = values[1] + height / 2;
        values[0] -= width / 2;
        values[1] -= height / 2;
        return values;
    }

    private static boolean isBox(double[] values) {
        for (double value : values) {
            if (!(Math.abs(value) < 100)) {
                return false; // no number, or no place that a face can have
            }
        }
        return values[2] > values[0] && values[3] > values[1];
    }

    private static List<Candidate> merged(List<Candidate> candidates) {
        List<Candidate> faces = new ArrayList<>();
        List<Candidate> left = candidates;
        while (!left.isEmpty()) {
            Candidate surest = left.get(0);
            List<Candidate> same = new ArrayList<>();
            List<Candidate> others = new ArrayList<>();
            same.add(surest);
            for (Candidate one : left.subList(1, left.size())) {
                boolean isSame = surest.box().intersectionOverUnion(one.box()) > SAME_FACE;
                (isSame ? same : others).add(one);
            }
            faces.add(new Candidate(mean(same), surest.score()));
            left = others;
        }
        return faces;
    }

    private static double[] mean(List<Candidate> candidates) {
        double[] mean = new double[VALUES];
        double weights = candidates.stream().mapToDouble(Candidate::score).sum();
        for (Candidate one : candidates) {
            for (int i = 0; i < VALUES; i++) {
                mean[i] += one.values[i] * one.score() / weights;
            }
        }
        return mean;
    }
}
