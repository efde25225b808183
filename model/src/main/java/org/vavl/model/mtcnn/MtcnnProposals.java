package org.vavl.model.mtcnn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.vavl.model.mtcnn.MtcnnCandidate.Corners;
import org.vavl.model.mtcnn.MtcnnCandidate.Overlap;

/**
 * What MTCNN's first network, P-Net, proposes: it looks at every place of a picture in ever smaller sizes of it.
 *
 * @param network closed with this
 */
record MtcnnProposals(MtcnnNetwork network) implements AutoCloseable {
    /** The side of a place, in pixels of the size in which the network sees it. */
    static final int SIDE = 12;

    private static final int STRIDE = 2;
    private static final double SCALE_STEP = 0.709;
    private static final float LOWEST_SCORE = 0.6f;
    private static final double SAME_IN_A_SIZE = 0.5;
    private static final double SAME = 0.7;

    /**
     * Proposes squares that may be faces.
     *
     * @param largestScale of the first size to the picture's
     * @param largest face to look for, in pixels of the picture
     */
    List<MtcnnCandidate> of(MtcnnImage picture, double largestScale, double largest) {
        double scale = largestScale;
        long shorter = Math.min(picture.height(), picture.width());
        List<MtcnnCandidate> all = new ArrayList<>();
        for (double side = shorter * scale; side >= SIDE && SIDE / scale <= largest; side *= SCALE_STEP) {
            all.addAll(MtcnnCandidate.distinct(at(picture, scale), Overlap.UNION, SAME_IN_A_SIZE));
            scale *= SCALE_STEP;
        }
        return MtcnnCandidate.distinct(all, Overlap.UNION, SAME).stream()
                .map(one -> one.withBox(one.box().corrected(one.correction(), 0).square()))
                .toList();
    }

    private List<MtcnnCandidate> at(MtcnnImage picture, double scale) {
        try (PointerScope scope = new PointerScope()) {
            Tensor small = picture.resized((long) (picture.height() * scale + 1), (long) (picture.width() * scale + 1));
            return candidates(network.forward(small), (float) scale);
        }
    }

    private static List<MtcnnCandidate> candidates(List<Tensor> answers, float scale) {
        int width = (int) answers.get(0).size(3);
        int places = (int) answers.get(0).size(2) * width;
        float[] probabilities = MtcnnNetwork.values(answers.get(0));
        float[] corrections = MtcnnNetwork.values(answers.get(1));
        List<MtcnnCandidate> found = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            float score = probabilities[places + place];
            if (score >= LOWEST_SCORE) {
                Corners box = box(STRIDE * (place % width), STRIDE * (place / width), scale);
                found.add(new MtcnnCandidate(box, score, Corners.of(corrections, place, places), List.of()));
            }
        }
        return found;
    }

    private static Corners box(float x, float y, float scale) {
        return new Corners(
                floor((x + 1) / scale), floor((y + 1) / scale), floor((x + SIDE) / scale), floor((y + SIDE) / scale));
    }

    private static float floor(float value) {
        return (float) Math.floor(value);
    }

    @Override
    public void close() {
        network.close();
    }
}
