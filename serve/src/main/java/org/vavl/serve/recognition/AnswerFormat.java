package org.vavl.serve.recognition;

import java.nio.file.Path;
import java.time.Instant;
import org.vavl.recognition.output.JsonText;
import org.vavl.recognition.output.RecognitionJson;
import org.vavl.recognition.output.RecognitionReport;
import org.vavl.recognition.output.RecognitionTable;
import org.vavl.recognition.output.annotation.AnnotationFormat;
import org.vavl.recognition.output.annotation.ElanFile;

/** As what a recognition is sent. */
public enum AnswerFormat {
    /** A value as {@code vavl predict --format json} has in its list. */
    JSON("application/json", ".json"),
    /** A table. */
    CSV("text/csv; charset=utf-8", ".csv"),
    /** Subtitles. */
    VTT("text/vtt; charset=utf-8", ".vtt"),
    /** A file for ELAN. */
    EAF("application/xml", ".eaf"),
    /** A file for Praat. */
    TEXTGRID("text/plain; charset=utf-8", ".TextGrid"),
    /** A page that shows everything, as {@code vavl predict --report} writes. */
    HTML("text/html; charset=utf-8", ".html");

    private final String contentType;
    private final String ending;

    AnswerFormat(String contentType, String ending) {
        this.contentType = contentType;
        this.ending = ending;
    }

    /** The media type. */
    public String contentType() {
        return contentType;
    }

    /** How names of files of it end. */
    public String ending() {
        return ending;
    }

    /** Whether it shows when which emotion shows, so that short recordings are divided for it, too. */
    public boolean showsTime() {
        return this != JSON && this != CSV;
    }

    /** The content. */
    public String of(Answer answer) {
        return switch (this) {
            case JSON -> JsonText.of(RecognitionJson.of(answer.shown(this))) + "\n";
            case CSV -> {
                RecognitionTable table = new RecognitionTable(answer.model());
                yield table.header() + table.rows(answer.shown(this));
            }
            case HTML ->
                RecognitionReport.of(
                        answer.recognition(), answer.portraits(), answer.model().provenance());
            case VTT, EAF, TEXTGRID -> annotation(answer);
        };
    }

    /** The recording is taken to lie beside the file, under the name that it was sent with. */
    private String annotation(Answer answer) {
        Path folder = Path.of("").toAbsolutePath().getRoot();
        Path recording = folder.resolve(fileName(answer.recognition().clip()));
        return AnnotationFormat.valueOf(name())
                .content(
                        answer.shown(this),
                        new ElanFile.Source(
                                recording, folder, Instant.now(), answer.model().provenance()));
    }

    /** A name as that of a file in a folder: nothing of it leads elsewhere. */
    static String fileName(String name) {
        String plain = name.replaceAll("[^\\p{L}\\p{N} ._-]", "_").strip();
        return plain.isEmpty() || plain.chars().allMatch(c -> c == '.') ? "recording" : plain;
    }
}
