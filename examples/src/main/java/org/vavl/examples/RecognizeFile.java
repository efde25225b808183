package org.vavl.examples;

import java.io.PrintStream;
import java.nio.file.Path;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.WindowRecognition;

/** Recognises the emotion of media files with the built-in model: {@code RecognizeFile clip.mp4 …}. */
public final class RecognizeFile {
    private RecognizeFile() {}

    /** Takes the files' paths. */
    public static void main(String[] arguments) {
        try (Recognizer recognizer = Recognizer.builtIn()) {
            for (String argument : arguments) {
                print(recognizer.recognize(Path.of(argument)), System.out);
            }
        }
    }

    static void print(Recognition recognition, PrintStream out) {
        out.println(recognition.clip() + ": " + recognition.emotion().orElseThrow());
        for (int c = 0; c < recognition.task().outputs(); c++) {
            String emotion = recognition.task().outputNames().get(c);
            out.println(
                    "  " + emotion + " " + recognition.prediction().outputs().get(c));
        }
        recognition
                .modalities()
                .forEach((modality, availability) -> out.println(
                        "  " + modality + " in " + Math.round(100 * availability.share()) + " % of the frames"));
        for (WindowRecognition window : recognition.timeline()) { // recordings longer than 15 s have one
            out.println("  " + window.begin() + " to " + window.end() + " s: "
                    + window.emotion(recognition.task()).orElse("no prediction"));
        }
    }
}
