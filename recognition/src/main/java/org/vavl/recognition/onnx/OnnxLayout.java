package org.vavl.recognition.onnx;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.StrictJson;

/**
 * What an exported network takes and gives, as its file's metadata says it under {@link #KEY}, in JSON. Of each modality, the graph takes
 * {@code features.NAME}, (B, T, F) in float32 as the extractor gave them, and {@code valid.NAME}, (B, T) boolean; numbers of clips B and
 * frames T are any, and T of each modality its own. It gives {@code head.NAME}, (B, C) logits of classes, or attributes on a scale
 * where −1 and 1 are the ends of an attribute's range, and {@code embedding.NAME}, (B, D), what the head's output layers are given. A clip
 * without a modality has no valid frame of it, and what heads that need it give means nothing.
 *
 * @param format {@value #FORMAT}
 * @param operators the version of ONNX's operators
 * @param weights how weights are stored: {@code float32}, {@code float16} or {@code int8}
 * @param heads in the network's order
 * @param mostFrames by modality, how many frames of it a clip may have
 */
public record OnnxLayout(
        String format, int operators, String weights, List<NamedHead> heads, Map<String, Integer> mostFrames) {
    /** The metadata's key. */
    public static final String KEY = "vavl.onnx";

    /** The key of what tells the network's parameters apart from others, which extractors have as their version. */
    public static final String DIGEST = "vavl.digest";

    /** Changes when files of before can no longer be read. */
    public static final String FORMAT = "1";

    private static final int MOST_HEADS = 64;
    private static final JsonMapper JSON = StrictJson.mapper();

    /**
     * A head of the network.
     *
     * @param name such as {@code audio-visual}
     * @param modalities what a clip needs to have for it
     * @param embedding how many values {@code embedding.NAME} has
     */
    public record NamedHead(String name, List<String> modalities, int embedding) {
        /** Copies the modalities. */
        public NamedHead {
            modalities = List.copyOf(modalities);
        }
    }

    /** Copies the collections and checks that there are heads, and not too many. */
    public OnnxLayout {
        heads = List.copyOf(heads);
        mostFrames = Collections.unmodifiableMap(new TreeMap<>(mostFrames));
        if (!format.equals(FORMAT)) {
            throw new VavlException("its " + KEY + " has the format '" + format + "', and must have '" + FORMAT + "'");
        }
        requireHeads(KEY, heads);
    }

    /** @throws VavlException if there are none, or too many; the message is to follow the file's name */
    static void requireHeads(String key, List<NamedHead> heads) {
        if (heads.isEmpty() || heads.size() > MOST_HEADS) {
            throw new VavlException("its " + key + " has " + heads.size() + " heads, and must have 1 to " + MOST_HEADS);
        }
    }

    /** The input for a modality's features. */
    public static String features(String modality) {
        return "features." + modality;
    }

    /** The input that says which of a modality's frames are valid. */
    public static String valid(String modality) {
        return "valid." + modality;
    }

    /** The output of a head. */
    public static String head(String head) {
        return "head." + head;
    }

    /** The output of a head's embedding. */
    public static String embedding(String head) {
        return "embedding." + head;
    }

    /**
     * Reads what {@link #write} gave.
     *
     * @throws VavlException if it makes no sense; the message is to follow the file's name
     */
    static OnnxLayout read(String json) {
        return StrictJson.read(JSON, json, OnnxLayout.class, KEY);
    }

    /** As the metadata has it. */
    public String write() {
        return StrictJson.write(JSON, this);
    }
}
