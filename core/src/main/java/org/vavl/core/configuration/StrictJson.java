package org.vavl.core.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;

/**
 * JSON that was written whole, such as a run's state: nothing is guessed. What is missing, unknown, null, there twice or of another type is an
 * error.
 */
public final class StrictJson {
    private static final Pattern ADVICE = Pattern.compile("\\s*\\(set [^)]*\\)");

    private StrictJson() {}

    /** A mapper that reads and writes records so. */
    public static JsonMapper mapper() {
        return JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, config -> config.setCoercion(
                                CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }

    /**
     * A record as JSON.
     *
     * @throws IllegalStateException if it has what no JSON can be made of
     */
    public static String write(JsonMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value, e);
        }
    }

    /**
     * A record that {@link #write} wrote under some key of a file's metadata.
     *
     * @throws VavlException if it makes no sense; the message is to follow the file's name
     */
    public static <T> T read(JsonMapper mapper, String json, Class<T> type, String key) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new VavlException("its " + key + " cannot be read: " + reason(e), e);
        }
    }

    /** In one line where it is wrong and why, such as {@code history.0.score: Cannot map `null` into type `double`}. */
    public static String reason(JsonProcessingException error) {
        String text = ADVICE.matcher(error.getOriginalMessage()).replaceAll("").replaceAll("\\s*[\r\n]+\\s*", "; ");
        if (error instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String path = mapping.getPath().stream()
                    .map(part -> part.getFieldName() == null ? String.valueOf(part.getIndex()) : part.getFieldName())
                    .collect(Collectors.joining("."));
            return path + ": " + text;
        }
        return text;
    }
}
