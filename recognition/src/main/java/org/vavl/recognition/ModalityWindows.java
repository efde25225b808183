package org.vavl.recognition;

import java.util.List;
import java.util.Optional;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.audio.speech.SpeechSegment;
import org.vavl.features.media.SampleSource;
import org.vavl.features.vision.FaceWindows;
import org.vavl.features.vision.FollowedFace;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.features.vision.tracking.VideoPart;

/** One modality of a recording, in windows of time. */
interface ModalityWindows extends AutoCloseable {
    /**
     * Reads on, as far as the recording goes, so that what is needed of it by a time is at hand.
     *
     * @param seconds not before the begin of the window before
     * @throws org.vavl.core.VavlException if the recording cannot be read on
     */
    void prepare(double seconds);

    /**
     * The next window.
     *
     * @param begin in seconds, not before that of the window before
     * @param end in seconds, behind it
     * @throws org.vavl.core.VavlException if the recording cannot be read on
     */
    ModalitySegment next(double begin, double end);

    /**
     * Forgets what is before a time: no window will begin before it.
     *
     * @param seconds not before the begin of the window before
     */
    void forget(double seconds);

    /** Where speech is in what was read and not forgotten, between two times; empty if that is not looked for. */
    default Optional<List<SpeechSegment>> speech(double begin, double end) {
        return Optional.empty();
    }

    /** Whether there is nothing behind the windows so far. */
    boolean hasEnded();

    /** How long the recording is in this modality, as far as it was read. */
    double seconds();

    /**
     * Of a video, looks for faces in a part alone; see {@link FaceWindows#lookOnlyAt}.
     *
     * @throws IllegalStateException if pictures were looked at before
     */
    default void lookOnlyAt(VideoPart part) {}

    /** The faces up to the end of the last window, the most prominent first; none in sound. */
    default List<FollowedFace> faces() {
        return List.of();
    }

    @Override
    void close();

    /** Features that are given, in windows of time. One vector alone stands for the whole clip, and so for each window. */
    record Given(FeatureSequence features) implements ModalityWindows {
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
}
