package org.vavl.recognition;

import java.nio.file.Path;
import org.vavl.features.vision.FaceWindow;
import org.vavl.features.vision.FaceWindows;
import org.vavl.features.vision.VisualFrontEnd;

/** A recording's faces in windows of time. */
final class FaceModalityWindows implements ModalityWindows {
    private final FaceWindows windows;

    /** @throws org.vavl.core.VavlException if the recording has no picture, or it cannot be read */
    FaceModalityWindows(Path media, VisualFrontEnd frontEnd) {
        this.windows = frontEnd.windows(media);
    }

    @Override
    public ModalityPart next(double begin, double end) {
        FaceWindow window = windows.next(begin, end);
        int frames = window.features().frames();
        return ModalityPart.of(
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
