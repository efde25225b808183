package org.vavl.recognition.output.annotation;

import java.util.Locale;
import org.vavl.recognition.Recognition;

/** Formats of which each recording has a file of its own, which says when which emotion shows. */
public enum AnnotationFormat {
    /** Subtitles, WebVTT. */
    VTT,
    /** ELAN. */
    EAF,
    /** Praat. */
    TEXTGRID,
    /** The W3C's Emotion Markup Language. */
    EMOTIONML,
    /** A table of events as the Brain Imaging Data Structure has it. */
    BIDS;

    /** How the names of files end. */
    public String ending() {
        return switch (this) {
            case TEXTGRID -> ".TextGrid";
            case BIDS -> "_events.tsv";
            default -> "." + name().toLowerCase(Locale.ROOT);
        };
    }

    /**
     * A file's content.
     *
     * @param source what it says of itself, where the format has a place for it
     */
    public String content(Recognition answer, ElanFile.Source source) {
        return switch (this) {
            case VTT -> WebVtt.of(answer);
            case TEXTGRID -> TextGrid.of(answer);
            case EMOTIONML -> EmotionMl.of(answer, source.media(), source.folder(), source.model());
            case BIDS -> BidsEvents.of(answer, source.model()).table();
            case EAF -> ElanFile.of(answer, source);
        };
    }
}
