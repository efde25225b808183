package org.vavl.model.wav2vec2;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.file.AtomicFile;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration.Convolution;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Input;
import org.vavl.nn.weights.TensorFiles;

/** Writes a network as Hugging Face publishes such networks, so that transformers and {@link Wav2Vec2Source#ofFolder} read it. */
public final class Wav2Vec2Folder {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Wav2Vec2Folder() {}

    /**
     * Writes {@code model.safetensors}, {@code preprocessor_config.json} and {@code config.json}, the last one last.
     *
     * @param folder where; it is there already
     * @param parameters of {@link Wav2Vec2}, by their names in it
     * @throws org.vavl.core.VavlException if a file cannot be written
     */
    public static void write(
            Path folder, Wav2Vec2Configuration configuration, Wav2Vec2Input input, Map<String, Tensor> parameters) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Map<String, Tensor> published = new LinkedHashMap<>();
            parameters.forEach((name, parameter) -> published.putAll(Wav2Vec2Weights.published(name, parameter)));
            TensorFiles.write(folder.resolve("model.safetensors"), Map.of("format", "pt"), published);
        }
        write(folder.resolve("preprocessor_config.json"), preprocessor(input));
        write(folder.resolve("config.json"), network(configuration));
    }

    private static void write(Path file, ObjectNode node) {
        AtomicFile.write(file, node.toPrettyString() + "\n");
    }

    private static ObjectNode preprocessor(Wav2Vec2Input input) {
        return JSON.createObjectNode()
                .put("feature_extractor_type", "Wav2Vec2FeatureExtractor")
                .put("do_normalize", input.normalised())
                .put("feature_size", 1)
                .put("padding_side", "right")
                .put("padding_value", 0.0)
                .put("return_attention_mask", true)
                .put("sampling_rate", input.sampleRate());
    }

    private static ObjectNode network(Wav2Vec2Configuration configuration) {
        ObjectNode node = JSON.createObjectNode().put("model_type", "wav2vec2");
        node.putArray("architectures").add("Wav2Vec2Model");
        List<Convolution> convolutions = configuration.convolutions();
        put(node.putArray("conv_dim"), convolutions, Convolution::channels);
        put(node.putArray("conv_kernel"), convolutions, Convolution::kernel);
        put(node.putArray("conv_stride"), convolutions, Convolution::stride);
        return node.put("num_feat_extract_layers", convolutions.size())
                .put("conv_bias", configuration.convolutionBias())
                .put("feat_extract_norm", configuration.norm() == Wav2Vec2Configuration.Norm.LAYER ? "layer" : "group")
                .put("feat_extract_activation", "gelu")
                .put("hidden_act", "gelu")
                .put("do_stable_layer_norm", configuration.stableLayerNorm())
                .put("hidden_size", configuration.width())
                .put("num_hidden_layers", configuration.layers())
                .put("num_attention_heads", configuration.attentionHeads())
                .put("intermediate_size", configuration.feedForwardWidth())
                .put("num_conv_pos_embeddings", configuration.positionKernel())
                .put("num_conv_pos_embedding_groups", configuration.positionGroups())
                .put("layer_norm_eps", 1e-5)
                .put("mask_time_prob", 0.0)
                .put("mask_feature_prob", 0.0);
    }

    private static void put(ArrayNode array, List<Convolution> convolutions, ToIntFunction<Convolution> size) {
        convolutions.forEach(convolution -> array.add(size.applyAsInt(convolution)));
    }
}
