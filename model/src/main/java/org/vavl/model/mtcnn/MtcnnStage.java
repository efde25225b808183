package org.vavl.model.mtcnn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.vavl.features.vision.image.Point;
import org.vavl.model.mtcnn.MtcnnCandidate.Corners;

/**
 * One of MTCNN's later stages: a network that looks closer at candidates, R-Net or O-Net.
 *
 * @param network closed with this
 * @param side of what it sees of a candidate, in pixels
 */
record MtcnnStage(MtcnnNetwork network, int side) implements AutoCloseable {
    private static final float LOWEST_SCORE = 0.7f;
    private static final int MOST_AT_ONCE = 256;
    private static final int LANDMARKS = 5;

    /** Those that the network takes for faces, in the same boxes, with its corrections and landmarks. */
    List<MtcnnCandidate> faces(MtcnnImage picture, List<MtcnnCandidate> candidates) {
        List<MtcnnCandidate> shown =
                candidates.stream().filter(one -> picture.shows(one.box())).toList();
        List<MtcnnCandidate> faces = new ArrayList<>();
        for (int begin = 0; begin < shown.size(); begin += MOST_AT_ONCE) {
            int end = Math.min(shown.size(), begin + MOST_AT_ONCE);
            faces.addAll(facesAtOnce(picture, shown.subList(begin, end)));
        }
        return faces;
    }

    private List<MtcnnCandidate> facesAtOnce(MtcnnImage picture, List<MtcnnCandidate> shown) {
        try (PointerScope scope = new PointerScope()) {
            List<Tensor> answers = network.forward(picture.parts(shown, side));
            float[] probabilities = MtcnnNetwork.values(answers.get(0));
            float[] corrections = MtcnnNetwork.values(answers.get(1));
            float[] landmarks = answers.size() > 2 ? MtcnnNetwork.values(answers.get(2)) : new float[0];
            List<MtcnnCandidate> faces = new ArrayList<>();
            for (int i = 0; i < shown.size(); i++) {
                float score = probabilities[2 * i + 1];
                if (score > LOWEST_SCORE) {
                    Corners box = shown.get(i).box();
                    List<Point> points = landmarks.length == 0 ? List.of() : points(box, landmarks, 2 * LANDMARKS * i);
                    faces.add(new MtcnnCandidate(box, score, Corners.of(corrections, 4 * i, 1), points));
                }
            }
            return faces;
        }
    }

    private static List<Point> points(Corners box, float[] landmarks, int begin) {
        float width = box.right() - box.left() + 1;
        float height = box.bottom() - box.top() + 1;
        List<Point> points = new ArrayList<>();
        for (int k = begin; k < begin + LANDMARKS; k++) {
            points.add(new Point(
                    width * landmarks[k] + box.left() - 1, height * landmarks[k + LANDMARKS] + box.top() - 1));
        }
        return points;
    }

    @Override
    public void close() {
        network.close();
    }
}
