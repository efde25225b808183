package org.vavl.recognition.output.annotation;

import java.util.Locale;
import org.vavl.core.PlainText;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.output.EmotionSegment;
import org.vavl.recognition.output.WholeAndWindows;

/**
 * Answers as subtitles that players show over the video: a cue for each run of windows with the same emotion. A note, which players do not
 * show, says what the whole recording is.
 *
 * <p>Source: W3C, "WebVTT: The Web Video Text Tracks Format".
 */
public final class WebVtt {
    private static final long MILLISECONDS = 1000;

    private WebVtt() {}

    /** The file's content. */
    public static String of(Recognition answer) {
        StringBuilder text = new StringBuilder("WEBVTT\n").append(note(answer));
        int cue = 1;
        for (EmotionSegment episode : EmotionSegment.ofPrediction(answer)) {
            long begin = Math.round(episode.begin() * MILLISECONDS);
            long end = Math.max(begin + 1, Math.round(episode.end() * MILLISECONDS));
            text.append(String.format(
                    Locale.ROOT,
                    "\n%s\n%s --> %s\n%s\n",
                    Integer.toString(cue++),
                    time(begin),
                    time(end),
                    escape(episode.labelWithProbability(answer.task()))));
        }
        return text.toString();
    }

    private static String note(Recognition answer) {
        String note = WholeAndWindows.note(answer);
        return note.isEmpty() ? "" : "\nNOTE " + escape(note) + "\n";
    }

    private static String time(long milliseconds) {
        long seconds = milliseconds / MILLISECONDS;
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60,
                milliseconds % MILLISECONDS);
    }

    /** A cue's text ends at an empty line, and knows tags and entities. */
    private static String escape(String text) {
        return PlainText.line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
