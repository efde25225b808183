package org.vavl.serve.inference;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vavl.core.PlainText;
import org.vavl.serve.http.ProblemException;

/** Types of a tensor's values that are taken. Source: Open Inference Protocol, version 2, "Tensor Data Types". */
enum TensorType {
    BOOL(1),
    FP32(4),
    FP64(8);

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of a value. */
    int bytes() {
        return bytes;
    }

    /** The next value of a little-endian buffer; 0 and 1 for false and true. */
    double next(ByteBuffer values) {
        return switch (this) {
            case BOOL -> values.get() == 0 ? 0 : 1;
            case FP32 -> values.getFloat();
            case FP64 -> values.getDouble();
        };
    }

    /**
     * A value of JSON.
     *
     * @throws ProblemException if it is not of this type
     */
    double of(JsonNode value, String name) {
        boolean right = this == BOOL ? value.isBoolean() : value.isNumber();
        if (!right) {
            throw ProblemException.of(
                    400,
                    "the input " + name + " is of " + this + ", and has the value " + PlainText.line(shorten(value)));
        }
        return this == BOOL ? (value.booleanValue() ? 1 : 0) : value.doubleValue();
    }

    private static String shorten(JsonNode value) {
        String text = value.toString();
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    /** @throws ProblemException if there is no such type */
    static TensorType parse(String text, String name) {
        return Stream.of(values())
                .filter(type -> type.name().equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        400,
                        "the input " + name + " is of the type '" + PlainText.line(text) + "', and must be of "
                                + Stream.of(values())
                                        .map(type -> type.name().toUpperCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))));
    }
}
