package org.vavl.model.whisper;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;
import org.vavl.core.weights.TensorDeclaration;
import org.vavl.core.weights.TorchFile;

/** The names of parameters in OpenAI's own files, and an encoder's sizes by their shapes. */
final class OpenAiNames {
    /** Of every Whisper network: a head's values. */
    private static final int HEAD_WIDTH = 64;

    private static final Pattern BLOCK = Pattern.compile("encoder\\.blocks\\.(\\d{1,4})\\.(.+)\\.(weight|bias)");
    private static final Map<String, String> OUTSIDE = Map.of(
            "encoder.positional_embedding", "embed_positions.weight",
            "encoder.ln_post.weight", "layer_norm.weight",
            "encoder.ln_post.bias", "layer_norm.bias");
    private static final Map<String, String> IN_BLOCK = Map.ofEntries(
            entry("attn.query", "self_attn.q_proj"),
            entry("attn.key", "self_attn.k_proj"),
            entry("attn.value", "self_attn.v_proj"),
            entry("attn.out", "self_attn.out_proj"),
            entry("attn_ln", "self_attn_layer_norm"),
            entry("mlp.0", "fc1"),
            entry("mlp.2", "fc2"),
            entry("mlp_ln", "final_layer_norm"));

    private OpenAiNames() {}

    /** Hugging Face's name of a parameter; empty if it is none of theirs. */
    static Optional<String> translated(String name) {
        Matcher block = BLOCK.matcher(name);
        return block.matches()
                ? Optional.ofNullable(IN_BLOCK.get(block.group(2)))
                        .map(part -> "layers." + block.group(1) + "." + part + "." + block.group(3))
                : Optional.ofNullable(OUTSIDE.get(name));
    }

    /**
     * An encoder's sizes.
     *
     * @throws VavlException if the file is none of theirs
     */
    static WhisperConfiguration configuration(TorchFile file) {
        int blocks = (int) file.declarations().keySet().stream()
                .filter(name -> name.matches("encoder\\.blocks\\.\\d{1,4}\\.attn_ln\\.weight"))
                .count();
        int width = size(file, "encoder.conv1.weight", 0);
        return new WhisperConfiguration(
                size(file, "encoder.conv1.weight", 1),
                width,
                blocks,
                Math.max(1, width / HEAD_WIDTH),
                size(file, "encoder.blocks.0.mlp.0.weight", 0),
                size(file, "encoder.positional_embedding", 0),
                true);
    }

    private static int size(TorchFile file, String name, int dimension) {
        TensorDeclaration declaration = file.declarations().get(name);
        if (declaration == null || declaration.shape().size() <= dimension) {
            throw new VavlException(file.path() + ": has no " + name + ", as OpenAI's files of Whisper have");
        }
        return (int) Math.min(Integer.MAX_VALUE, declaration.shape().get(dimension));
    }
}
