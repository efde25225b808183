package org.vavl.recognition.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/** Results as JSON, as the command prints them and the server sends them. */
public final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .build();

    private static final JsonMapper LINES =
            MAPPER.rebuild().disable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonText() {}

    /** One value, a record, a map or a list, for people, too. */
    public static String of(Object value) {
        return write(MAPPER, value);
    }

    /** One value without any break of a line. */
    public static String line(Object value) {
        return write(LINES, value);
    }

    private static String write(JsonMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value.getClass() + " cannot be written as JSON", e);
        }
    }
}
