package org.vavl.recognition;

import java.nio.file.Path;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.SampleSource;
import org.vavl.features.vision.FaceWindows;
import org.vavl.features.vision.VisualFrontEnd;

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
