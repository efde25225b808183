package org.vavl.model.whisper;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.file.AtomicFile;
import org.vavl.features.audio.whisper.WhisperSettings;
import org.vavl.features.audio.whisper.WhisperSpectrum;
import org.vavl.nn.weights.TensorFiles;

/** Writes an encoder as Hugging Face publishes Whisper networks, without a decoder; {@link WhisperSource#ofFolder} reads it. */
public final class WhisperFolder {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PREFIX = "encoder.";

    private WhisperFolder() {}

    /**
     * Writes {@code model.safetensors}, {@code preprocessor_config.json} and {@code config.json}, the last one last.
     *
     * @param folder where; it is there already
     * @param parameters of {@link Whisper}, by their names in it
     * @throws org.vavl.core.VavlException if a file cannot be written
     */
    public static void write(Path folder, WhisperConfiguration configuration, Map<String, Tensor> parameters) {
        Map<String, Tensor> published = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> published.put(PREFIX + name, parameter));
        TensorFiles.write(folder.resolve("model.safetensors"), Map.of("format", "pt"), published);
        write(folder.resolve("preprocessor_config.json"), preprocessor(configuration));
        write(folder.resolve("config.json"), network(configuration));
    }

    private static void write(Path file, ObjectNode node) {
        AtomicFile.write(file, node.toPrettyString() + "\n");
    }

    private static ObjectNode preprocessor(WhisperConfiguration configuration) {
        int spectra = 2 * configuration.positions();
        return JSON.createObjectNode()
                .put("feature_extractor_type", "WhisperFeatureExtractor")
                .put("feature_size", configuration.melBands())
                .put("sampling_rate", WhisperSpectrum.SAMPLE_RATE)
                .put("n_fft", WhisperSpectrum.WINDOW)
                .put("hop_length", WhisperSpectrum.HOP)
                .put("chunk_length", configuration.positions() / WhisperSettings.ENCODER_FRAME_RATE)
                .put("n_samples", spectra * WhisperSpectrum.HOP)
                .put("nb_max_frames", spectra)
                .put("padding_side", "right")
                .put("padding_value", 0.0);
    }

    /** An encoder's {@code config.json} on one line. */
    static String json(WhisperConfiguration configuration) {
        return network(configuration).toString();
    }

    private static ObjectNode network(WhisperConfiguration configuration) {
        ObjectNode node = JSON.createObjectNode().put("model_type", "whisper");
        node.putArray("architectures").add("WhisperModel");
        return node.put("activation_function", "gelu")
                .put("num_mel_bins", configuration.melBands())
                .put("d_model", configuration.width())
                .put("encoder_layers", configuration.blocks())
                .put("encoder_attention_heads", configuration.attentionHeads())
                .put("encoder_ffn_dim", configuration.feedForwardWidth())
                .put("max_source_positions", configuration.positions())
                .put("encoder_final_norm", configuration.normalised());
    }
}
