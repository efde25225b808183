package org.vavl.serve.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tensor of an answer.
 *
 * @param name what it is
 * @param datatype FP64, BOOL or BYTES
 * @param shape its lengths
 * @param data the values, each a {@link Double}, {@link Boolean} or {@link String}
 */
record OutputTensor(String name, String datatype, List<Integer> shape, List<?> data) {
    /** As JSON has it. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Json(
            String name,
            String datatype,
            List<Integer> shape,
            Optional<Map<String, Integer>> parameters,
            Optional<List<?>> data) {}

    /** With its values. */
    Json json() {
        return new Json(name, datatype, shape, Optional.empty(), Optional.of(data));
    }

    /** With its values behind the JSON, to which they are added. */
    Json binary(ByteArrayOutputStream behind) {
        int before = behind.size();
        data.forEach(value -> behind.writeBytes(bytes(value)));
        return new Json(
                name,
                datatype,
                shape,
                Optional.of(Map.of("binary_data_size", behind.size() - before)),
                Optional.empty());
    }

    private static byte[] bytes(Object value) {
        if (value instanceof Double number) {
            return ByteBuffer.allocate(Double.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putDouble(number)
                    .array();
        }
        if (value instanceof Boolean bool) {
            return new byte[] {(byte) (bool ? 1 : 0)};
        }
        byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(text.length)
                .put(text)
                .array();
    }
}
