package org.vavl.cli.predict;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.vavl.core.PlainText;
import org.vavl.recognition.RecognizedWindow;
import org.vavl.recognition.WindowListener;

/** Says on standard error every now and then how far a long recording was gone through. */
final class RecognitionProgress implements WindowListener {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(20);

    private final Path media;
    private final PrintWriter err;
    private Instant lastLine = Instant.now();

    RecognitionProgress(Path media, PrintWriter err) {
        this.media = media;
        this.err = err;
    }

    @Override
    public void accept(RecognizedWindow window) {
        if (Duration.between(lastLine, Instant.now()).compareTo(BETWEEN_LINES) > 0) {
            lastLine = Instant.now();
            err.printf(
                    Locale.ROOT,
                    "%s: %.0f s so far%n",
                    PlainText.line(media.toString()),
                    window.recognition().end());
            err.flush();
        }
    }
}
