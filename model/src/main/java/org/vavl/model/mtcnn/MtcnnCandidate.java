package org.vavl.model.mtcnn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vavl.features.vision.image.Point;

/**
 * What may be a face. All in float32, as in the reference.
 *
 * @param box its corners
 * @param score the probability that it is a face
 * @param correction of the corners, as shares of the width and height
 * @param landmarks none or five
 */
record MtcnnCandidate(Corners box, float score, Corners correction, List<Point> landmarks) {
    private static final int MOST = 4000;

    /** Left, top, right and bottom. */
    record Corners(float left, float top, float right, float bottom) {
        /** Four values from a place on, a step apart. */
        static Corners of(float[] values, int begin, int step) {
            return new Corners(values[begin], values[begin + step], values[begin + 2 * step], values[begin + 3 * step]);
        }

        /** Moved by shares of its width and height, both taken to be larger by {@code extra}. */
        Corners corrected(Corners by, float extra) {
            float width = right - left + extra;
            float height = bottom - top + extra;
            return new Corners(
                    left + by.left * width,
                    top + by.top * height,
                    right + by.right * width,
                    bottom + by.bottom * height);
        }

        /** The square of the longer side with the same centre. */
        Corners square() {
            float height = bottom - top;
            float width = right - left;
            float side = Math.max(width, height);
            float x = left + width * 0.5f - side * 0.5f;
            float y = top + height * 0.5f - side * 0.5f;
            return new Corners(x, y, x + side, y + side);
        }

        float area(float extra) {
            return (right - left + extra) * (bottom - top + extra);
        }

        float common(Corners other, float extra) {
            float width = Math.min(right, other.right) - Math.max(left, other.left) + extra;
            float height = Math.min(bottom, other.bottom) - Math.max(top, other.top) + extra;
            return Math.max(0, width) * Math.max(0, height);
        }
    }

    /** How much of two boxes is the same. */
    interface Overlap {
        /** The common area over that of both together. */
        Overlap UNION = (a, b) -> {
            float common = a.common(b, 0);
            return common / (a.area(0) + b.area(0) - common);
        };

        /** The common area over that of the smaller one, pixels counted at both ends. */
        Overlap MINIMUM = (a, b) -> a.common(b, 1) / Math.min(a.area(1), b.area(1));

        float of(Corners a, Corners b);
    }

    MtcnnCandidate withBox(Corners newBox) {
        return new MtcnnCandidate(newBox, score, correction, landmarks);
    }

    /** Of those that overlap by more than a threshold, only the surest; the surest first. */
    static List<MtcnnCandidate> distinct(List<MtcnnCandidate> candidates, Overlap overlap, double threshold) {
        List<MtcnnCandidate> sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparingDouble(MtcnnCandidate::score).reversed());
        List<MtcnnCandidate> kept = new ArrayList<>();
        for (MtcnnCandidate one : sorted.subList(0, Math.min(MOST, sorted.size()))) {
            if (kept.stream().noneMatch(other -> overlap.of(one.box, other.box) > threshold)) {
                kept.add(one);
            }
        }
        return kept;
    }
}
