package org.vavl.learning.corpus.importer.segment;

import java.nio.file.Path;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.vision.FaceWindow;
import org.vavl.features.vision.FaceWindows;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.learning.corpus.csd.TimeSpan;

/** Segments of a recording's faces. What lies between them is looked through for faces and forgotten. */
public final class VisualSegments implements RecordingSegments {
    private static final double STEP_SECONDS = 0.25;

    private final Path media;
    private final FaceWindows windows;
    private double reached;

    /**
     * Begins to read.
     *
     * @param frontEnd stays open
     * @throws VavlException if the recording has no picture, or it cannot be read
     */
    public VisualSegments(Path media, VisualFrontEnd frontEnd) {
        this.media = media;
        this.windows = frontEnd.windows(media);
    }

    @Override
    public FeatureSequence next(TimeSpan span) {
        while (reached + STEP_SECONDS < span.begin() && !windows.hasEnded()) {
            reached += STEP_SECONDS;
            windows.prepare(reached);
            windows.forget(reached);
        }
        reached = Math.max(reached, span.begin());
        FaceWindow window = windows.next(span.begin(), span.end());
        if (window.features().frames() == 0) {
            throw new VavlException(
                    media + " from " + span.begin() + " to " + span.end() + " s: its video has ended before");
        }
        return window.features();
    }

    @Override
    public void close() {
        windows.close();
    }
}
