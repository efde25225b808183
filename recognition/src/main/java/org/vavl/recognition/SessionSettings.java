package org.vavl.recognition;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vavl.features.media.PcmFormat;

/**
 * What is pushed into a {@link RecognitionSession}, and how it is recognised. Immutable.
 *
 * <p>Without {@linkplain #withLowLatency low latency}, a window's recognition is that of a file with the same content, and comes when sound has
 * been pushed up to the window's end and images up to about 3 s behind it, since faces are followed beyond it. With it, a window is
 * recognised as soon as its data are there, and faces are where they are known to be by then: one that comes is missing until it was
 * detected three times, one that moves is smoothed with its past alone.
 */
public final class SessionSettings {
    private static final double LATENESS_SECONDS = 0.5;
    private static final double LOWEST_RATE = 1;
    private static final double HIGHEST_RATE = 240;

    private final @Nullable PcmFormat audio;
    private final double frameRate;
    private final WindowSettings windows;
    private final double latenessSeconds;
    private final boolean lowLatency;

    private SessionSettings(
            @Nullable PcmFormat audio,
            double frameRate,
            WindowSettings windows,
            double latenessSeconds,
            boolean lowLatency) {
        this.audio = audio;
        this.frameRate = frameRate;
        this.windows = windows;
        this.latenessSeconds = latenessSeconds;
        this.lowLatency = lowLatency;
    }

    /** Sound alone. */
    public static SessionSettings audio(PcmFormat format) {
        return new SessionSettings(format, 0, WindowSettings.defaults(), LATENESS_SECONDS, false);
    }

    /**
     * Images alone.
     *
     * @param frameRate how many come in a second, about; {@value #LOWEST_RATE} to {@value #HIGHEST_RATE}
     */
    public static SessionSettings video(double frameRate) {
        requireRate(frameRate);
        return new SessionSettings(null, frameRate, WindowSettings.defaults(), LATENESS_SECONDS, false);
    }

    /**
     * Sound and images.
     *
     * @param frameRate how many images come in a second, about; {@value #LOWEST_RATE} to {@value #HIGHEST_RATE}
     */
    public static SessionSettings audioVisual(PcmFormat format, double frameRate) {
        requireRate(frameRate);
        return new SessionSettings(format, frameRate, WindowSettings.defaults(), LATENESS_SECONDS, false);
    }

    private static void requireRate(double frameRate) {
        if (!(frameRate >= LOWEST_RATE && frameRate <= HIGHEST_RATE)) {
            throw new IllegalArgumentException(
                    "the frame rate is " + frameRate + ", and must be " + LOWEST_RATE + " to " + HIGHEST_RATE);
        }
    }

    /**
     * The same in other windows; those of recordings that are recognised as a whole do not matter here.
     *
     * @throws IllegalArgumentException if they ask for explanations, which only whole recordings have
     */
    public SessionSettings withWindows(WindowSettings windows) {
        if (windows.explained()) {
            throw new IllegalArgumentException("the windows are to be explained, and a session has no explanations");
        }
        return new SessionSettings(audio, frameRate, windows, latenessSeconds, lowLatency);
    }

    /**
     * The same with another lateness.
     *
     * @param seconds by how much sound may come later than images, or images later than sound, before they count as missing; above 0, at
     *     most 60
     */
    public SessionSettings withLateness(double seconds) {
        if (!(seconds > 0 && seconds <= 60)) {
            throw new IllegalArgumentException("the lateness is " + seconds + " s, and must be above 0, at most 60 s");
        }
        return new SessionSettings(audio, frameRate, windows, seconds, lowLatency);
    }

    /** The same with recognitions as soon as possible. */
    public SessionSettings withLowLatency() {
        return new SessionSettings(audio, frameRate, windows, latenessSeconds, true);
    }

    /** Of the sound that is pushed; empty if there is none. */
    public Optional<PcmFormat> audio() {
        return Optional.ofNullable(audio);
    }

    /** How many images are pushed in a second, about; 0 if there are none. */
    public double frameRate() {
        return frameRate;
    }

    /** How long windows are, and how far apart. */
    public WindowSettings windows() {
        return windows;
    }

    /** By how much one stream may be behind the other before what is missing counts as missing. */
    public double latenessSeconds() {
        return latenessSeconds;
    }

    /** Whether windows are recognised as soon as their data are there. */
    public boolean isLowLatency() {
        return lowLatency;
    }
}
