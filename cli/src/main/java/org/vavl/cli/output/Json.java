package org.vavl.cli.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.PrintWriter;

/** Prints results as JSON. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .build();

    private static final JsonMapper LINES =
            MAPPER.rebuild().disable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    /** Prints one value: a record, a map or a list. */
    public static void print(Object value, PrintWriter out) {
        print(MAPPER, value, out);
    }

    /** Prints one value on a line of its own. */
    public static void printLine(Object value, PrintWriter out) {
        print(LINES, value, out);
    }

    private static void print(JsonMapper mapper, Object value, PrintWriter out) {
        try {
            out.print(mapper.writeValueAsString(value) + "\n");
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value.getClass() + " cannot be written as JSON", e);
        }
    }
}
