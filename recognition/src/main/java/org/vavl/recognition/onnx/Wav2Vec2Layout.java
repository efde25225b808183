package org.vavl.recognition.onnx;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Objects;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.StrictJson;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Input;

/**
 * What an exported wav2vec 2.0 network takes and gives, as its file says it ({@value #KEY}, JSON). B clips are padded at their end to the longest.
 * The input {@value #SAMPLES} has their samples (B, N) in float32, normalised as the network wants them, and {@value #VALID} (B, N), boolean, says
 * which of them are the clip's. The output {@value #FRAMES} has (B, T, D).
 *
 * <p>A network that brings the channels of its first convolution to mean 0 and variance 1 over a clip's time also takes {@value #MEAN} and
 * {@value #SCALE}, (B, C) each: the means, and what is multiplied with what is left, of a recording of which the samples are a part. Where all of a
 * batch's scales are 0, those of the samples themselves are taken.
 *
 * @param format {@value #FORMAT}
 * @param operators the version of ONNX's operators
 * @param weights how weights are stored: {@code float32}, {@code float16} or {@code int8}
 * @param configuration the network's sizes
 * @param input how it wants its samples
 */
public record Wav2Vec2Layout(
        String format, int operators, String weights, Wav2Vec2Configuration configuration, Wav2Vec2Input input) {
    /** The metadata's key. */
    public static final String KEY = "vavl.wav2vec2";

    /** Changes when files of before can no longer be read. */
    public static final String FORMAT = "1";

    /** The input for samples. */
    public static final String SAMPLES = "features.samples";

    /** The input that says which samples are valid. */
    public static final String VALID = "valid.samples";

    /** The input for means of channels. */
    public static final String MEAN = "channels.mean";

    /** The input for what channels are multiplied with. */
    public static final String SCALE = "channels.scale";

    /** The output. */
    public static final String FRAMES = "frames";

    private static final JsonMapper JSON = StrictJson.mapper();

    /** Checks the format. */
    public Wav2Vec2Layout {
        Objects.requireNonNull(configuration, KEY + " has no configuration");
        Objects.requireNonNull(input, KEY + " has no input");
        if (!format.equals(FORMAT)) {
            throw new VavlException("its " + KEY + " has the format '" + format + "', and must have '" + FORMAT + "'");
        }
    }

    /** Whether the network takes means and scales of channels. */
    public boolean takesChannels() {
        return configuration.norm() == Wav2Vec2Configuration.Norm.GROUP;
    }

    /**
     * Reads what {@link #write} gave.
     *
     * @throws VavlException if it makes no sense; the message is to follow the file's name
     */
    static Wav2Vec2Layout read(String json) {
        return StrictJson.read(JSON, json, Wav2Vec2Layout.class, KEY);
    }

    /** As the metadata has it. */
    public String write() {
        return StrictJson.write(JSON, this);
    }
}
