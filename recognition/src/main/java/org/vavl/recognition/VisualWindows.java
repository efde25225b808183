package org.vavl.recognition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.vision.FaceWindow;
import org.vavl.features.vision.FaceWindows;
import org.vavl.features.vision.FollowedFace;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.features.vision.tracking.VideoPart;

/** A recording's faces in windows of time. */
final class VisualWindows implements ModalityWindows {
    private final FaceWindows windows;
    private final ExtractorId id;

    /**
     * Begins to read.
     *
     * @param id what the features are of for the model, whichever face they are of
     * @param everyone whether the features of all faces are made
     * @throws org.vavl.core.VavlException if the recording has no picture, or it cannot be read
     */
    VisualWindows(RecordingInput recording, VisualFrontEnd frontEnd, ExtractorId id, boolean everyone) {
        this.id = id;
        this.windows = recording.faces(frontEnd);
        if (everyone) {
            windows.describeEveryone();
        }
    }

    @Override
    public List<FollowedFace> faces() {
        return windows.faces();
    }

    @Override
    public void lookOnlyAt(VideoPart part) {
        windows.lookOnlyAt(part);
    }

    @Override
    public void prepare(double seconds) {
        windows.prepare(seconds);
    }

    @Override
    public ModalitySegment next(double begin, double end) {
        FaceWindow window = windows.next(begin, end);
        Map<Integer, FeatureSequence> others = new LinkedHashMap<>();
        window.others().forEach((face, features) -> others.put(face, forModel(features)));
        return ModalitySegment.of(forModel(window.features()), window.portrait(), otherwise(window))
                .withFaces(window, others);
    }

    private FeatureSequence forModel(FeatureSequence made) {
        return new FeatureSequence(made.values(), made.width(), made.frameRate(), made.valid(), id);
    }

    @Override
    public void forget(double seconds) {
        windows.forget(seconds);
    }

    private static String otherwise(FaceWindow window) {
        if (window.features().frames() == 0) {
            return "its video has ended";
        }
        return switch (window.faces()) {
            case 0 -> "there is no face in its pictures";
            case 1 -> "the face that is asked for is not in its pictures, but 1 face is";
            default -> "the face that is asked for is not in its pictures, but " + window.faces() + " faces are";
        };
    }

    @Override
    public boolean hasEnded() {
        return windows.hasEnded();
    }

    @Override
    public double seconds() {
        return windows.seconds();
    }

    @Override
    public void close() {
        windows.close();
    }
}
