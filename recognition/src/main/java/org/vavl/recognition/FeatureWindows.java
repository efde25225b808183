package org.vavl.recognition;

import java.util.Optional;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.media.SampleSource;
import org.vavl.features.vision.FaceWindows;
import org.vavl.features.vision.VisualFrontEnd;

/** Features that are given, in windows of time. One vector alone stands for the whole clip, and so for each window. */
record FeatureWindows(FeatureSequence features) implements ModalityWindows {
    /** A clip of which there are features and nothing else. */
    record Input(String name) implements RecordingInput {
        @Override
        public SampleSource samples(int sampleRate) {
            throw new IllegalStateException("features have no sound");
        }

        @Override
        public FaceWindows faces(VisualFrontEnd frontEnd) {
            throw new IllegalStateException("features have no images");
        }
    }

    @Override
    public void prepare(double seconds) {}

    @Override
    public ModalitySegment next(double begin, double end) {
        if (features.frames() == 1) {
            return segment(features);
        }
        int first = frame(begin);
        int last = Math.max(first, frame(end));
        return begin > 0 && first == last
                ? ModalitySegment.absent(0, "its features have ended")
                : segment(features.part(first, last));
    }

    private static ModalitySegment segment(FeatureSequence given) {
        return ModalitySegment.of(given, Optional.empty(), "none of its frames is valid");
    }

    /** The first frame from a time on. */
    private int frame(double seconds) {
        return (int) Math.min(features.frames(), Math.round(seconds * features.frameRate()));
    }

    @Override
    public void forget(double seconds) {}

    @Override
    public boolean hasEnded() {
        return true;
    }

    @Override
    public double seconds() {
        return features.frames() / features.frameRate();
    }

    @Override
    public void close() {}
}
