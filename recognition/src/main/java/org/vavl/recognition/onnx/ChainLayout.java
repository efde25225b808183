package org.vavl.recognition.onnx;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.core.configuration.StrictJson;

/**
 * What a model takes and gives whose file has its extractors, too, as the file's metadata says it under {@link #KEY}, in JSON. It is asked for one clip at a
 * time, and gives what {@link OnnxLayout} says of a model alone.
 *
 * @param format {@value #FORMAT}
 * @param operators the version of ONNX's operators
 * @param weights how weights are stored: {@code float32}, {@code float16} or {@code int8}
 * @param inputs by the modality whose features are made of them, in the network's order
 * @param heads in the network's order
 */
public record ChainLayout(
        String format, int operators, String weights, Map<String, Input> inputs, List<OnnxLayout.NamedHead> heads) {
    /** The metadata's key. */
    public static final String KEY = "vavl.chain";

    /** Changes when files of before can no longer be read. */
    public static final String FORMAT = "1";

    private static final JsonMapper JSON = StrictJson.mapper();

    /** Copies the collections and checks the format and the number of heads. */
    public ChainLayout {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        heads = List.copyOf(heads);
        if (!format.equals(FORMAT)) {
            throw new VavlException("its " + KEY + " has the format '" + format + "', and must have '" + FORMAT + "'");
        }
        OnnxLayout.requireHeads(KEY, heads);
    }

    /** What features are made of. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Sound.class, name = "sound"),
        @JsonSubTypes.Type(value = Faces.class, name = "faces")
    })
    public sealed interface Input {
        /** The graph's input for them. */
        String features();

        /** The graph's input that says which of them are valid. */
        String valid();
    }

    /**
     * Sound: (1, N) samples in float32, full scale is ±1, and (1, N) booleans, where somebody speaks.
     *
     * @param rate samples a second, of one channel
     * @param least N at least
     * @param most N at most, up to which features are what the extractor makes
     */
    public record Sound(String features, String valid, int rate, int least, int most) implements Input {}

    /**
     * Faces: (1, T, S·S) pixels of greyscale crops in float32, from 0 to 255, row after row, and (1, T) booleans, which frames have a face.
     *
     * @param side S
     */
    public record Faces(String features, String valid, int side) implements Input {}

    /**
     * Reads what {@link #write} gave.
     *
     * @param modalities those of the file's model, of each of which there must be an input
     * @throws VavlException if it makes no sense; the message is to follow the file's name
     */
    static ChainLayout read(String json, Set<Modality> modalities) {
        ChainLayout layout = StrictJson.read(JSON, json, ChainLayout.class, KEY);
        Set<String> names = modalities.stream().map(Modality::name).collect(Collectors.toSet());
        if (!layout.inputs().keySet().equals(names)
                || layout.inputs().values().stream().anyMatch(Objects::isNull)) {
            throw new VavlException("its " + KEY + " has inputs for "
                    + layout.inputs().keySet() + ", and must have one for each of its modalities, " + names);
        }
        return layout;
    }

    /** As the metadata has it. */
    public String write() {
        return StrictJson.write(JSON, this);
    }
}
