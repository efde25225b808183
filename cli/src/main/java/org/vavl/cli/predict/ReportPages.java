package org.vavl.cli.predict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.vavl.cli.output.MediaFiles;
import org.vavl.core.file.AtomicFile;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.output.FaceThumbnails;
import org.vavl.recognition.output.RecognitionReport;

/** Where {@code --report} writes recordings: all on one page, or each on one of its own in a folder. */
interface ReportPages {
    /** One more recording. */
    void add(MediaFiles.Media recording, Recognition answer, FaceThumbnails portraits);

    /** There are no more. */
    default void end() {}

    /**
     * Pages as an option names them.
     *
     * @param named a page, if it ends in {@code .html} or {@code .htm} or there is one recording, and it is no folder; else a folder
     * @param model where the model comes from
     */
    static ReportPages of(Path named, List<MediaFiles.Media> media, Provenance model) {
        String name = named.toString().toLowerCase(Locale.ROOT);
        boolean isPage = name.endsWith(".html") || name.endsWith(".htm") || media.size() == 1;
        if (isPage && !Files.isDirectory(named)) {
            ClipTargets.makeFolder(named);
            return new One(named, new RecognitionReport(model));
        }
        ClipTargets targets = new ClipTargets(named, ".html", media);
        return (recording, answer, portraits) ->
                targets.write(recording, RecognitionReport.of(answer, portraits, model));
    }

    /** One page, which is written once all recordings are on it. */
    record One(Path file, RecognitionReport report) implements ReportPages {
        @Override
        public void add(MediaFiles.Media recording, Recognition answer, FaceThumbnails portraits) {
            report.add(answer, portraits);
        }

        @Override
        public void end() {
            if (!report.isEmpty()) {
                AtomicFile.write(file, report.page());
            }
        }
    }
}
