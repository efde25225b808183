package org.vavl.vision;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.vavl.features.ExtractorId;
import org.vavl.features.Image;
import org.vavl.vision.MtcnnCandidate.Corners;
import org.vavl.vision.MtcnnCandidate.Overlap;

/**
 * Faces by MTCNN, the paper's detector (section 4.2; Zhang et al., 2016, <i>Joint Face Detection and Alignment Using Multitask Cascaded
 * Convolutional Networks</i>): three networks, each of which looks more closely at what the one before has left. With facenet-pytorch's
 * weights it finds that package's faces. The score is a probability; there are five landmarks.
 *
 * <p>It looks for faces of at least {@value #SMALLEST_FACE} pixels in pictures whose shorter side is up to {@value #USUAL_SIDE} pixels;
 * in larger ones, of as large a part of it. Near a known place it looks only there, for faces of about that size.
 */
public final class MtcnnFaceDetector implements FaceDetector {
    /** Its name. */
    public static final String NAME = "mtcnn";

    private static final double SMALLEST_FACE = 20;
    private static final int USUAL_SIDE = 720;
    private static final double SCALE_STEP = 0.709;
    private static final int PROPOSAL_SIDE = 12;
    private static final int REFINEMENT_SIDE = 24;
    private static final int OUTPUT_SIDE = 48;
    private static final int STRIDE = 2;
    private static final float PROPOSAL_SCORE = 0.6f;
    private static final float FACE_SCORE = 0.7f;
    private static final int MOST_AT_ONCE = 256;
    private static final int LANDMARKS = 5;

    /** Near a place is what lies in a box so many times as large. */
    private static final double NEAR = 2;

    /** A face near a place is at most so many times as large, either way. */
    private static final double ALIKE = 1.5;

    private final ExtractorId id;
    private final MtcnnNetwork proposal;
    private final MtcnnNetwork refinement;
    private final MtcnnNetwork output;

    private MtcnnFaceDetector(ExtractorId id, MtcnnFiles files) {
        this.id = id;
        this.proposal = MtcnnNetwork.proposal(files.proposal());
        this.refinement = MtcnnNetwork.refinement(files.refinement());
        this.output = MtcnnNetwork.output(files.output());
    }

    /** Its name and, as version, the digest of its weights. */
    static ExtractorId id(MtcnnFiles files) {
        return new ExtractorId(
                NAME, "1-" + WeightsDigest.of(List.of(files.proposal(), files.refinement(), files.output())));
    }

    /**
     * Opens it.
     *
     * @throws org.vavl.nn.VavlException if a file cannot be read, or is not the network that it should be
     */
    public static MtcnnFaceDetector open(MtcnnFiles files) {
        return open(files, id(files));
    }

    static MtcnnFaceDetector open(MtcnnFiles files, ExtractorId id) {
        return new MtcnnFaceDetector(id, files);
    }

    @Override
    public ExtractorId id() {
        return id;
    }

    @Override
    public List<Face> detect(Image image) {
        long shorter = Math.min(image.height(), image.width());
        double smallest = SMALLEST_FACE * Math.max(1, (double) shorter / USUAL_SIDE);
        try (PointerScope scope = new PointerScope()) {
            return faces(MtcnnPicture.of(image), PROPOSAL_SIDE / smallest, Double.POSITIVE_INFINITY);
        }
    }

    @Override
    public List<Face> detectNear(Image image, List<Box> places) {
        List<Face> found = new ArrayList<>();
        for (Box place : places) {
            try (PointerScope scope = new PointerScope()) {
                MtcnnPicture picture = MtcnnPicture.of(image, place.grown(NEAR));
                double side = (place.width() + place.height()) / 2;
                faces(picture, PROPOSAL_SIDE * ALIKE / side, side * ALIKE).stream()
                        .map(face -> face.moved(
                                picture.region().left(), picture.region().top()))
                        .forEach(found::add);
            }
        }
        return Face.distinct(found);
    }

    /**
     * Finds faces of about these sizes.
     *
     * @param scale of the picture in which the smallest of them has the size of a proposal
     * @param largest in pixels of the picture
     */
    private List<Face> faces(MtcnnPicture picture, double scale, double largest) {
        List<MtcnnCandidate> candidates = refine(picture, propose(picture, scale, largest));
        return output(picture, candidates).stream()
                .filter(one -> one.box().right() > one.box().left()
                        && one.box().bottom() > one.box().top())
                .map(MtcnnFaceDetector::face)
                .toList();
    }

    private static Face face(MtcnnCandidate one) {
        Corners box = one.box();
        Box around = new Box(box.left(), box.top(), box.right() - box.left(), box.bottom() - box.top());
        return new Face(around, one.score(), one.landmarks());
    }

    private List<MtcnnCandidate> propose(MtcnnPicture picture, double largestScale, double largest) {
        double scale = largestScale;
        long shorter = Math.min(picture.height(), picture.width());
        List<MtcnnCandidate> all = new ArrayList<>();
        for (double side = shorter * scale;
                side >= PROPOSAL_SIDE && PROPOSAL_SIDE / scale <= largest;
                side *= SCALE_STEP) {
            try (PointerScope scope = new PointerScope()) {
                Tensor small =
                        picture.resized((long) (picture.height() * scale + 1), (long) (picture.width() * scale + 1));
                all.addAll(
                        MtcnnCandidate.distinct(proposals(proposal.forward(small), (float) scale), Overlap.UNION, 0.5));
            }
            scale *= SCALE_STEP;
        }
        return MtcnnCandidate.distinct(all, Overlap.UNION, 0.7).stream()
                .map(one -> one.withBox(one.box().corrected(one.correction(), 0).square()))
                .toList();
    }

    private static List<MtcnnCandidate> proposals(List<Tensor> answers, float scale) {
        int width = (int) answers.get(0).size(3);
        int places = (int) answers.get(0).size(2) * width;
        float[] probabilities = values(answers.get(0));
        float[] corrections = values(answers.get(1));
        List<MtcnnCandidate> found = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            float score = probabilities[places + place];
            if (score >= PROPOSAL_SCORE) {
                float x = STRIDE * (place % width);
                float y = STRIDE * (place / width);
                Corners box = new Corners(
                        floor((x + 1) / scale),
                        floor((y + 1) / scale),
                        floor((x + PROPOSAL_SIDE) / scale),
                        floor((y + PROPOSAL_SIDE) / scale));
                found.add(new MtcnnCandidate(box, score, corners(corrections, place, places), List.of()));
            }
        }
        return found;
    }

    private static float floor(float value) {
        return (float) Math.floor(value);
    }

    /** Four values from a place on, a step apart. */
    private static Corners corners(float[] values, int begin, int step) {
        return new Corners(values[begin], values[begin + step], values[begin + 2 * step], values[begin + 3 * step]);
    }

    private static float[] values(Tensor tensor) {
        Tensor contiguous = tensor.contiguous();
        float[] values = new float[(int) contiguous.numel()];
        contiguous.data_ptr_float().get(values);
        return values;
    }

    private List<MtcnnCandidate> refine(MtcnnPicture picture, List<MtcnnCandidate> candidates) {
        List<MtcnnCandidate> faces = look(refinement, REFINEMENT_SIDE, picture, candidates);
        return MtcnnCandidate.distinct(faces, Overlap.UNION, 0.7).stream()
                .map(one -> one.withBox(one.box().corrected(one.correction(), 1).square()))
                .toList();
    }

    private List<MtcnnCandidate> output(MtcnnPicture picture, List<MtcnnCandidate> candidates) {
        List<MtcnnCandidate> faces = look(output, OUTPUT_SIDE, picture, candidates).stream()
                .map(one -> one.withBox(one.box().corrected(one.correction(), 1)))
                .toList();
        return MtcnnCandidate.distinct(faces, Overlap.MINIMUM, 0.7);
    }

    /** What a network takes for faces, with its corrections and landmarks. */
    private static List<MtcnnCandidate> look(
            MtcnnNetwork network, int side, MtcnnPicture picture, List<MtcnnCandidate> candidates) {
        List<MtcnnCandidate> faces = new ArrayList<>();
        for (int begin = 0; begin < candidates.size(); begin += MOST_AT_ONCE) {
            int end = Math.min(candidates.size(), begin + MOST_AT_ONCE);
            try (PointerScope scope = new PointerScope()) {
                lookAtOnce(network, side, picture, candidates.subList(begin, end), faces);
            }
        }
        return faces;
    }

    private static void lookAtOnce(
            MtcnnNetwork network,
            int side,
            MtcnnPicture picture,
            List<MtcnnCandidate> candidates,
            List<MtcnnCandidate> faces) {
        List<MtcnnCandidate> shown =
                candidates.stream().filter(one -> picture.shows(one.box())).toList();
        if (shown.isEmpty()) {
            return;
        }
        List<Tensor> answers = network.forward(picture.parts(shown, side));
        float[] probabilities = values(answers.get(0));
        float[] corrections = values(answers.get(1));
        float[] landmarks = answers.size() > 2 ? values(answers.get(2)) : new float[0];
        for (int i = 0; i < shown.size(); i++) {
            float score = probabilities[2 * i + 1];
            if (score > FACE_SCORE) {
                Corners box = shown.get(i).box();
                List<Point> points = landmarks.length == 0 ? List.of() : points(box, landmarks, 2 * LANDMARKS * i);
                faces.add(new MtcnnCandidate(box, score, corners(corrections, 4 * i, 1), points));
            }
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
        proposal.close();
        refinement.close();
        output.close();
    }
}
