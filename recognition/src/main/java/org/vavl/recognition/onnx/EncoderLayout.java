package org.vavl.recognition.onnx;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.StrictJson;

/**
 * What an exported encoder of speech takes and gives, as its file says it ({@value #KEY}, JSON). B clips are padded at their end to the longest. The input
 * {@value #SPECTRUM} has their spectra (B, T′, M) in float32, and {@value #VALID} (B, T′), boolean, says which of them are the clip's. The output
 * {@value #FRAMES} has (B, T, D), T = ⌈T′/2⌉, of which a clip's first ⌈length/2⌉ mean something.
 *
 * @param format {@value #FORMAT}
 * @param operators the version of ONNX's operators
 * @param weights how weights are stored: {@code float32}, {@code float16} or {@code int8}
 * @param network the kind of encoder, {@value #WHISPER}
 * @param melBands M
 * @param width D
 * @param block of the network, whose output the frames are, from 1 on
 * @param positions frames that it takes at once, at most
 */
public record EncoderLayout(
        String format,
        int operators,
        String weights,
        String network,
        int melBands,
        int width,
        int block,
        int positions) {
    /** The metadata's key. */
    public static final String KEY = "vavl.encoder";

    /** Changes when files of before can no longer be read. */
    public static final String FORMAT = "1";

    /** The encoder of a Whisper network. */
    public static final String WHISPER = "whisper";

    /** The input for spectra. */
    public static final String SPECTRUM = "features.spectrum";

    /** The input that says which spectra are valid. */
    public static final String VALID = "valid.spectrum";

    /** The output. */
    public static final String FRAMES = "frames";

    private static final int MOST = 1 << 16;
    private static final JsonMapper JSON = StrictJson.mapper();

    /** Checks the format and the sizes. */
    public EncoderLayout {
        if (!format.equals(FORMAT)) {
            throw new VavlException("its " + KEY + " has the format '" + format + "', and must have '" + FORMAT + "'");
        }
        require("melBands", melBands, 1);
        require("width", width, 1);
        require("block", block, 1);
        require("positions", positions, 50);
    }

    private static void require(String name, int value, int least) {
        if (value < least || value > MOST) {
            throw new VavlException(
                    "its " + KEY + " has " + name + " " + value + ", and must have " + least + " to " + MOST);
        }
    }

    /**
     * Reads what {@link #write} gave.
     *
     * @throws VavlException if it makes no sense; the message is to follow the file's name
     */
    static EncoderLayout read(String json) {
        return StrictJson.read(JSON, json, EncoderLayout.class, KEY);
    }

    /** As the metadata has it. */
    public String write() {
        return StrictJson.write(JSON, this);
    }
}
