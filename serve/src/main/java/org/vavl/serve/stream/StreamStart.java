package org.vavl.serve.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.vavl.core.PlainText;
import org.vavl.core.VavlException;
import org.vavl.features.media.PcmFormat;
import org.vavl.recognition.Segmentation;
import org.vavl.recognition.SessionSettings;
import org.vavl.recognition.WindowSettings;
import org.vavl.serve.http.ProblemException;

/**
 * A text message of a client: that the stream starts, or that it stops.
 *
 * @param type which of both
 * @param model that answers; the first if it is not named
 * @param soundFormat pcm, which is meant if it is not said, or webm, a file of Opus as a browser records it
 * @param sampleRate of the PCM sound that will come; empty if none will
 * @param channels of the PCM sound; 1 if it is not said
 * @param frameRate how many pictures will come in a second, about; empty if none will
 * @param window how long windows are, in seconds
 * @param step from one to the next
 * @param utterances whether each utterance is answered for, too
 */
record StreamStart(
        String type,
        Optional<String> model,
        Optional<String> soundFormat,
        OptionalInt sampleRate,
        OptionalInt channels,
        OptionalDouble frameRate,
        OptionalDouble window,
        OptionalDouble step,
        boolean utterances) {
    private static final String PCM = "pcm";
    private static final String WEBM = "webm";

    /** A recorder gives its pieces some time after their sound, so that pictures wait for it. */
    private static final double WEBM_LATENESS_SECONDS = 1.5;

    private static final int LONGEST_TEXT = 2000;
    private static final double SHORTEST_STEP = 0.25;
    private static final int HIGHEST_SAMPLE_RATE = 48_000;
    private static final int MOST_CHANNELS = 2;
    private static final double HIGHEST_FRAME_RATE = 60;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(2)
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .build())
            .addModule(new Jdk8Module())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads a message.
     *
     * @throws ProblemException if it is none
     */
    static StreamStart read(String text) {
        try {
            StreamStart message = JSON.readValue(text, StreamStart.class);
            if (message != null && message.type() != null) {
                return message;
            }
        } catch (JsonProcessingException e) {
            throw ProblemException.of(400, "the message is not understood: " + e.getOriginalMessage());
        }
        throw ProblemException.of(400, "the message has no type: start or stop");
    }

    /**
     * What the session is opened with: answers as soon as they can be.
     *
     * @throws VavlException if a value is out of its range
     */
    SessionSettings session() {
        double seconds = window.orElse(WindowSettings.defaults().seconds());
        WindowSettings windows = WindowSettings.timeline(
                OptionalDouble.of(seconds), OptionalDouble.of(Math.max(SHORTEST_STEP, step.orElse(seconds / 3))));
        return kind().withWindows(windows).withLowLatency();
    }

    /** The same for utterances. */
    SessionSettings utteranceSession() {
        return kind().withWindows(WindowSettings.defaults().withSegmentation(new Segmentation.Utterances()))
                .withLowLatency();
    }

    /** Whether the sound comes as a WebM file. */
    boolean isWebm() {
        return soundFormat.orElse(PCM).equals(WEBM);
    }

    /** Whether sound will come. */
    boolean hasSound() {
        return isWebm() || sampleRate.isPresent();
    }

    private SessionSettings kind() {
        requireSoundFormat();
        if (!hasSound() && frameRate.isEmpty()) {
            throw new VavlException(
                    "neither sampleRate nor frameRate is given, nor soundFormat webm, and one of them must be");
        }
        if (sampleRate.orElse(0) > HIGHEST_SAMPLE_RATE
                || channels.orElse(1) > MOST_CHANNELS
                || frameRate.orElse(1) > HIGHEST_FRAME_RATE) {
            throw new VavlException("sampleRate, channels and frameRate must be at most " + HIGHEST_SAMPLE_RATE + ", "
                    + MOST_CHANNELS + " and " + HIGHEST_FRAME_RATE);
        }
        try {
            if (!hasSound()) {
                return SessionSettings.video(frameRate.orElseThrow());
            }
            PcmFormat format =
                    new PcmFormat(isWebm() ? WebmSound.SAMPLE_RATE : sampleRate.orElseThrow(), channelCount());
            SessionSettings settings = frameRate.isEmpty()
                    ? SessionSettings.audio(format)
                    : SessionSettings.audioVisual(format, frameRate.getAsDouble());
            return isWebm() ? settings.withLateness(WEBM_LATENESS_SECONDS) : settings;
        } catch (IllegalArgumentException e) {
            throw new VavlException(String.valueOf(e.getMessage()), e);
        }
    }

    private void requireSoundFormat() {
        String format = soundFormat.orElse(PCM);
        if (!Set.of(PCM, WEBM).contains(format)) {
            throw new VavlException(
                    "soundFormat is '" + PlainText.line(format) + "', and must be " + PCM + " or " + WEBM);
        }
        if (isWebm() && (sampleRate.isPresent() || channels.isPresent())) {
            throw new VavlException("sampleRate and channels are given, and must not be: a WebM file says them");
        }
    }

    /** How many samples a frame of sound has. */
    int channelCount() {
        return channels.orElse(1);
    }
}
