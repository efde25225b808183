package org.vavl.model.whisper;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vavl.core.VavlException;
import org.vavl.core.file.InputFile;
import org.vavl.features.audio.whisper.WhisperSpectrum;

/** Hugging Face's JSON of an encoder; what it leaves out has the value that transformers' {@code WhisperConfig} gives it. */
final class WhisperJson {
    private static final int LARGEST = 1 << 22;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String origin;
    private final JsonNode root;

    private WhisperJson(String origin, byte[] text) {
        this.origin = origin;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            throw new VavlException(origin + ": is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new VavlException(origin + ": " + e.getMessage(), e);
        }
        if (!root.isObject()) {
            throw new VavlException(origin + ": must hold one JSON object");
        }
    }

    private static WhisperJson read(Path path) {
        try (InputStream in = Files.newInputStream(InputFile.require(path))) {
            return new WhisperJson(path.toString(), in.readNBytes(LARGEST));
        } catch (IOException e) {
            throw InputFile.failed(path, e);
        }
    }

    /** The encoder of a {@code config.json}. */
    static WhisperConfiguration configuration(Path path) {
        return read(path).configuration();
    }

    /** The encoder of the JSON that a file of weights says of itself. */
    static WhisperConfiguration configuration(String origin, String text) {
        return new WhisperJson(origin, text.getBytes(StandardCharsets.UTF_8)).configuration();
    }

    /** Whether a {@code config.json} is of a Whisper network. */
    static boolean isOfWhisper(Path path) {
        return read(path).root.path("model_type").asText().equals("whisper");
    }

    private WhisperConfiguration configuration() {
        requireText("model_type", "whisper");
        requireText("activation_function", "gelu");
        try {
            return new WhisperConfiguration(
                    integer("num_mel_bins", 80),
                    integer("d_model", 384),
                    integer("encoder_layers", 4),
                    integer("encoder_attention_heads", 6),
                    integer("encoder_ffn_dim", 1536),
                    integer("max_source_positions", 1500),
                    root.path("encoder_final_norm").asBoolean(true));
        } catch (VavlException e) {
            throw new VavlException(origin + ": " + e.getMessage(), e);
        }
    }

    /**
     * Makes sure that a network takes the spectrum that is made here.
     *
     * @param path of a {@code preprocessor_config.json}, which may be missing
     */
    static void requireSpectrum(Path path, int melBands) {
        if (Files.exists(path)) {
            WhisperJson json = read(path);
            json.requireInteger("feature_size", melBands);
            json.requireInteger("sampling_rate", WhisperSpectrum.SAMPLE_RATE);
            json.requireInteger("n_fft", WhisperSpectrum.WINDOW);
            json.requireInteger("hop_length", WhisperSpectrum.HOP);
        }
    }

    private void requireInteger(String key, int expected) {
        int value = integer(key, expected);
        if (value != expected) {
            throw new VavlException(origin + ": " + key + " is " + value + ", and must be " + expected);
        }
    }

    private void requireText(String key, String expected) {
        String text = root.path(key).asText(expected);
        if (!text.equals(expected)) {
            throw new VavlException(origin + ": " + key + " is '" + text + "', and must be " + expected);
        }
    }

    private int integer(String key, int otherwise) {
        JsonNode node = root.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new VavlException(key + " must be a whole number");
        }
        return node.intValue();
    }
}
