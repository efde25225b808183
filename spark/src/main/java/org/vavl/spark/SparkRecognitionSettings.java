package org.vavl.spark;

import java.io.Serializable;
import java.util.Locale;
import org.vavl.core.compute.Precision;
import org.vavl.features.audio.speech.SpeechDetection;
import org.vavl.recognition.FaceChoice;
import org.vavl.recognition.RecognizerSettings;
import org.vavl.recognition.WindowSettings;

/**
 * How recordings are recognised on Spark: what of {@link WindowSettings} and {@link RecognizerSettings} can be sent to executors.
 *
 * @param windowSeconds how long a window is
 * @param stepSeconds from the begin of a window to that of the next one
 * @param maximumWholeSeconds up to which length a recording is recognised as a whole; a longer one's answer is the mean of its windows'
 * @param timelineForShortRecordings whether recordings that are recognised as a whole have windows, too, if they are longer than one
 * @param everyone whether each other face than the main person's is recognised alone, too
 * @param speech how speech is found
 * @param precision of matrix multiplications
 */
public record SparkRecognitionSettings(
        double windowSeconds,
        double stepSeconds,
        double maximumWholeSeconds,
        boolean timelineForShortRecordings,
        boolean everyone,
        SpeechDetection speech,
        Precision precision)
        implements Serializable {
    /**
     * Checks the lengths.
     *
     * @throws org.vavl.core.VavlException if {@link WindowSettings} do not take them
     */
    public SparkRecognitionSettings {
        windows(windowSeconds, stepSeconds, maximumWholeSeconds, timelineForShortRecordings);
    }

    /** Those of {@link WindowSettings#defaults} and {@link RecognizerSettings#defaults}. */
    public static SparkRecognitionSettings defaults() {
        WindowSettings windows = WindowSettings.defaults();
        RecognizerSettings recognizer = RecognizerSettings.defaults();
        return new SparkRecognitionSettings(
                windows.seconds(),
                windows.stepSeconds(),
                windows.maximumWholeSeconds(),
                windows.timelineForShortRecordings(),
                false,
                recognizer.speech(),
                recognizer.precision());
    }

    /** The same with windows of this length, also of short recordings; one that is no longer than a window is recognised as a whole. */
    public SparkRecognitionSettings withWindows(double seconds, double step) {
        return new SparkRecognitionSettings(
                seconds, step, Math.max(maximumWholeSeconds, seconds), true, everyone, speech, precision);
    }

    /** The same with each face recognised. */
    public SparkRecognitionSettings withEveryone() {
        return new SparkRecognitionSettings(
                windowSeconds, stepSeconds, maximumWholeSeconds, timelineForShortRecordings, true, speech, precision);
    }

    /** The same with speech found in another way. */
    public SparkRecognitionSettings withSpeech(SpeechDetection other) {
        return new SparkRecognitionSettings(
                windowSeconds,
                stepSeconds,
                maximumWholeSeconds,
                timelineForShortRecordings,
                everyone,
                other,
                precision);
    }

    /** The same in another precision. */
    public SparkRecognitionSettings withPrecision(Precision other) {
        return new SparkRecognitionSettings(
                windowSeconds, stepSeconds, maximumWholeSeconds, timelineForShortRecordings, everyone, speech, other);
    }

    private static WindowSettings windows(double seconds, double step, double whole, boolean timeline) {
        WindowSettings defaults = WindowSettings.defaults();
        return new WindowSettings(seconds, step, whole, timeline, defaults.explained(), defaults.segmentation());
    }

    WindowSettings windows() {
        return windows(windowSeconds, stepSeconds, maximumWholeSeconds, timelineForShortRecordings);
    }

    RecognizerSettings recognizer() {
        RecognizerSettings settings =
                RecognizerSettings.defaults().withSpeech(speech).withPrecision(precision);
        return everyone ? settings.withFace(new FaceChoice.Everyone()) : settings;
    }

    /** As the column {@code settings} has it. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "window=%s step=%s whole=%s timeline=%s persons=%s speech=%s precision=%s",
                windowSeconds,
                stepSeconds,
                maximumWholeSeconds,
                timelineForShortRecordings,
                everyone ? "all" : "main",
                speech,
                precision);
    }
}
