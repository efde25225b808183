package org.vavl.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.vavl.core.VavlException;
import org.vavl.core.file.AtomicFile;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.WindowSettings;
import org.vavl.recognition.output.FaceThumbnails;
import org.vavl.recognition.output.RecognitionReport;

/** What `vavl demo` ends with: the built-in model answers for a clip of a portrait with speech. */
public final class DemonstrationClip {
    private static final String CLIP = "talking-face.mp4";

    private final Path clip;
    private final Path report;

    /** @param folder where clip and page go */
    DemonstrationClip(Path folder) {
        clip = folder.resolve(CLIP);
        report = folder.resolve("talking-face.html");
    }

    /** The page about the answer. */
    Path report() {
        return report;
    }

    /** Writes the clip. */
    public static void copyTo(Path file) {
        try (InputStream resource = DemonstrationClip.class.getResourceAsStream(CLIP)) {
            Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new VavlException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Answers for the clip, and writes the page. */
    Recognition answer() {
        copyTo(clip);
        try (Recognizer recognizer = Recognizer.builtIn()) {
            FaceThumbnails portraits = new FaceThumbnails();
            Recognition answer =
                    recognizer.recognize(clip, WindowSettings.defaults().withTimelineForShortRecordings(), portraits);
            AtomicFile.write(
                    report,
                    RecognitionReport.of(answer, portraits, recognizer.model().provenance()));
            return answer;
        }
    }
}
