package org.vavl.recognition;

import org.vavl.features.vision.FaceWindow;
import org.vavl.features.vision.FaceWindows;
import org.vavl.features.vision.VisualFrontEnd;

/** A recording's faces in windows of time. */
final class VisualWindows implements ModalityWindows {
    private final FaceWindows windows;

    /** @throws org.vavl.core.VavlException if the recording has no picture, or it cannot be read */
    VisualWindows(RecordingInput recording, VisualFrontEnd frontEnd) {
        this.windows = recording.faces(frontEnd);
    }

    @Override
    public void prepare(double seconds) {
        windows.prepare(seconds);
    }

    @Override
    public ModalitySegment next(double begin, double end) {
        FaceWindow window = windows.next(begin, end);
        int frames = window.features().frames();
        return ModalitySegment.of(
                window.features(),
                window.portrait(),
                frames == 0 ? "its video has ended" : "there is no face in its pictures");
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
