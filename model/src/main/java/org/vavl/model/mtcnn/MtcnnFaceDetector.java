package org.vavl.model.mtcnn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.compute.Device;
import org.vavl.features.Image;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.detection.FaceDetector;
import org.vavl.features.vision.detection.WeightsDigest;
import org.vavl.features.vision.image.Box;
import org.vavl.model.mtcnn.MtcnnCandidate.Corners;
import org.vavl.model.mtcnn.MtcnnCandidate.Overlap;

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
    private static final int REFINEMENT_SIDE = 24;
    private static final int OUTPUT_SIDE = 48;
    private static final double SAME = 0.7;

    /** Near a place is what lies in a box so many times as large. */
    private static final double NEAR = 2;

    /** A face near a place is at most so many times as large, either way. */
    private static final double ALIKE = 1.5;

    private final ExtractorId id;
    private final Device device;
    private final MtcnnProposals proposals;
    private final MtcnnStage refinement;
    private final MtcnnStage output;

    private MtcnnFaceDetector(ExtractorId id, MtcnnFiles files, Device device) {
        this.id = id;
        this.device = device;
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            proposals = opened.add(
                    new MtcnnProposals(MtcnnNetwork.proposal(files.proposal(), device)), MtcnnProposals::close);
            refinement = opened.add(
                    new MtcnnStage(MtcnnNetwork.refinement(files.refinement(), device), REFINEMENT_SIDE),
                    MtcnnStage::close);
            output = opened.returned(new MtcnnStage(MtcnnNetwork.output(files.output(), device), OUTPUT_SIDE));
        }
    }

    /** Its name and, as version, the digest of its weights. */
    static ExtractorId id(MtcnnFiles files) {
        return new ExtractorId(
                NAME, "1-" + WeightsDigest.of(List.of(files.proposal(), files.refinement(), files.output())));
    }

    /**
     * Opens it on the CPU.
     *
     * @throws org.vavl.core.VavlException if a file cannot be read, or is not the network that it should be
     */
    public static MtcnnFaceDetector open(MtcnnFiles files) {
        return open(files, id(files), Device.CPU);
    }

    static MtcnnFaceDetector open(MtcnnFiles files, ExtractorId id, Device device) {
        return new MtcnnFaceDetector(id, files, device);
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
            return faces(MtcnnImage.of(image, device), MtcnnProposals.SIDE / smallest, Double.POSITIVE_INFINITY);
        }
    }

    @Override
    public List<Face> detectNear(Image image, List<Box> places) {
        List<Face> found = new ArrayList<>();
        for (Box place : places) {
            try (PointerScope scope = new PointerScope()) {
                MtcnnImage picture = MtcnnImage.of(image, device, place.grown(NEAR));
                double side = (place.width() + place.height()) / 2;
                faces(picture, MtcnnProposals.SIDE * ALIKE / side, side * ALIKE).stream()
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
    private List<Face> faces(MtcnnImage picture, double scale, double largest) {
        List<MtcnnCandidate> candidates = refined(picture, proposals.of(picture, scale, largest));
        return found(picture, candidates).stream()
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

    private List<MtcnnCandidate> refined(MtcnnImage picture, List<MtcnnCandidate> candidates) {
        return MtcnnCandidate.distinct(refinement.faces(picture, candidates), Overlap.UNION, SAME).stream()
                .map(one -> one.withBox(one.box().corrected(one.correction(), 1).square()))
                .toList();
    }

    private List<MtcnnCandidate> found(MtcnnImage picture, List<MtcnnCandidate> candidates) {
        List<MtcnnCandidate> faces = output.faces(picture, candidates).stream()
                .map(one -> one.withBox(one.box().corrected(one.correction(), 1)))
                .toList();
        return MtcnnCandidate.distinct(faces, Overlap.MINIMUM, SAME);
    }

    @Override
    public void close() {
        proposals.close();
        refinement.close();
        output.close();
    }
}
