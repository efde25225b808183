package org.vavl.recognition;

import java.nio.file.Path;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.SampleSource;
import org.vavl.features.vision.FaceWindows;
import org.vavl.features.vision.VisualFrontEnd;

/** Where a recording's sound and images come from. */
interface RecordingInput {
    /** What errors and the recognition call it. */
    String name();

    /** Whether it goes on and on, so that nothing of it can be kept for ever. */
    default boolean isEndless() {
        return false;
    }

    /**
     * Opens its sound.
     *
     * @param sampleRate of the samples
     * @throws org.vavl.core.VavlException if it has none, or it cannot be read
     */
    SampleSource samples(int sampleRate);

    /**
     * Opens its images as faces in windows of time.
     *
     * @throws org.vavl.core.VavlException if it has none, or they cannot be read
     */
    FaceWindows faces(VisualFrontEnd frontEnd);

    /** A media file. */
    record FileInput(String name, Path file) implements RecordingInput {
        @Override
        public SampleSource samples(int sampleRate) {
            return AudioReader.require(file, sampleRate, MediaLimits.defaults());
        }

        @Override
        public FaceWindows faces(VisualFrontEnd frontEnd) {
            return frontEnd.windows(file);
        }
    }
}
