package org.vavl.model.wav2vec2;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.core.file.InputFile;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Input;

/** Hugging Face's JSON files; what they leave out has the value that transformers' {@code Wav2Vec2Config} gives it. */
final class Wav2Vec2Json {
    private static final int LARGEST = 1 << 22;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path path;
    private final JsonNode root;

    private Wav2Vec2Json(Path path) {
        this.path = path;
        try (InputStream in = Files.newInputStream(InputFile.require(path))) {
            root = JSON.readTree(in.readNBytes(LARGEST));
        } catch (JacksonException e) {
            throw new VavlException(path + ": is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw InputFile.failed(path, e);
        }
        if (!root.isObject()) {
            throw new VavlException(path + ": must hold one JSON object");
        }
    }

    /** Whether a {@code config.json} is of a wav2vec 2.0 network. */
    static boolean isOfWav2Vec2(Path path) {
        return new Wav2Vec2Json(path).root.path("model_type").asText().equals("wav2vec2");
    }

    static Wav2Vec2Configuration configuration(Path path) {
        Wav2Vec2Json json = new Wav2Vec2Json(path);
        json.requireText("model_type", "wav2vec2");
        json.requireText("feat_extract_activation", "gelu");
        json.requireText("hidden_act", "gelu");
        if (json.root.path("add_adapter").asBoolean() || json.root.hasNonNull("adapter_attn_dim")) {
            throw new VavlException(path + ": has adapters (add_adapter, adapter_attn_dim), which are not built here");
        }
        double epsilon = json.root.path("layer_norm_eps").asDouble(1e-5);
        if (epsilon != 1e-5) {
            throw new VavlException(path + ": layer_norm_eps is " + epsilon + ", and must be 1e-5");
        }
        try {
            return json.configuration();
        } catch (VavlException e) {
            throw new VavlException(path + ": " + e.getMessage(), e);
        }
    }

    private Wav2Vec2Configuration configuration() {
        List<Integer> channels = integers("conv_dim", List.of(512, 512, 512, 512, 512, 512, 512));
        List<Integer> kernels = integers("conv_kernel", List.of(10, 3, 3, 3, 3, 2, 2));
        List<Integer> strides = integers("conv_stride", List.of(5, 2, 2, 2, 2, 2, 2));
        if (channels.size() != kernels.size() || channels.size() != strides.size()) {
            throw new VavlException("conv_dim, conv_kernel and conv_stride have " + channels.size() + ", "
                    + kernels.size() + " and " + strides.size() + " values, and must have as many each");
        }
        List<Wav2Vec2Configuration.Convolution> convolutions = new ArrayList<>();
        for (int i = 0; i < channels.size(); i++) {
            convolutions.add(new Wav2Vec2Configuration.Convolution(channels.get(i), kernels.get(i), strides.get(i)));
        }
        return new Wav2Vec2Configuration(
                convolutions,
                root.path("conv_bias").asBoolean(false),
                norm(),
                root.path("do_stable_layer_norm").asBoolean(false),
                integer("hidden_size", 768),
                integer("num_hidden_layers", 12),
                integer("num_attention_heads", 12),
                integer("intermediate_size", 3072),
                integer("num_conv_pos_embeddings", 128),
                integer("num_conv_pos_embedding_groups", 16));
    }

    private Wav2Vec2Configuration.Norm norm() {
        String name = root.path("feat_extract_norm").asText("group");
        return switch (name) {
            case "group" -> Wav2Vec2Configuration.Norm.GROUP;
            case "layer" -> Wav2Vec2Configuration.Norm.LAYER;
            default -> throw new VavlException("feat_extract_norm is '" + name + "', and must be group or layer");
        };
    }

    static Wav2Vec2Input input(Path path) {
        if (!Files.exists(path)) {
            return Wav2Vec2Input.defaults();
        }
        Wav2Vec2Json json = new Wav2Vec2Json(path);
        Wav2Vec2Input defaults = Wav2Vec2Input.defaults();
        try {
            return new Wav2Vec2Input(
                    json.root.path("do_normalize").asBoolean(defaults.normalised()),
                    json.integer("sampling_rate", defaults.sampleRate()));
        } catch (VavlException e) {
            throw new VavlException(path + ": " + e.getMessage(), e);
        }
    }

    private void requireText(String key, String expected) {
        String text = root.path(key).asText(expected);
        if (!text.equals(expected)) {
            throw new VavlException(path + ": " + key + " is '" + text + "', and must be " + expected);
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

    private List<Integer> integers(String key, List<Integer> otherwise) {
        JsonNode node = root.path(key);
        if (node.isMissingNode()) {
            return otherwise;
        }
        List<Integer> values = new ArrayList<>();
        for (JsonNode value : node) {
            if (!value.isInt()) {
                throw new VavlException(key + " must be a list of whole numbers");
            }
            values.add(value.intValue());
        }
        return values;
    }
}
