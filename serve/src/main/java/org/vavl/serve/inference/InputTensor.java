package org.vavl.serve.inference;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.vavl.core.PlainText;
import org.vavl.serve.http.ProblemException;

/**
 * A tensor of a request.
 *
 * @param name what it is
 * @param shape its lengths
 * @param values all of them, the last dimension the fastest; not copied
 * @param frameRate frames per second; 1 if it is not said
 */
record InputTensor(String name, List<Integer> shape, FloatBuffer values, double frameRate) {
    private static final int MOST_DIMENSIONS = 4;
    private static final int LONGEST_NAME = 64;

    /**
     * Reads a tensor.
     *
     * @param input as JSON
     * @param binary what stands behind the JSON, from where the last tensor ended; read on if this one is there
     * @throws ProblemException if it is not right
     */
    static InputTensor read(JsonNode input, ByteBuffer binary) {
        String name = PlainText.line(input.path("name").asText());
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw ProblemException.of(400, "an input has no name, or one of more than " + LONGEST_NAME + " characters");
        }
        TensorType type = TensorType.parse(input.path("datatype").asText(), name);
        List<Integer> shape = shape(input.path("shape"), name);
        long count = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        JsonNode parameters = input.path("parameters");
        JsonNode size = parameters.path("binary_data_size");
        boolean isBinary = !size.isMissingNode();
        float[] values = isBinary
                ? binary(binary, type, size.asLong(-1), count, name)
                : json(input.path("data"), type, count, name);
        return new InputTensor(
                name,
                shape,
                FloatBuffer.wrap(values),
                parameters.path("frame_rate").asDouble(1));
    }

    private static List<Integer> shape(JsonNode shape, String name) {
        List<Integer> lengths = new ArrayList<>();
        shape.forEach(length -> lengths.add(length.isInt() ? length.intValue() : -1));
        if (lengths.isEmpty()
                || lengths.size() > MOST_DIMENSIONS
                || lengths.stream().anyMatch(length -> length < 1 || length > 1 << 20)) {
            throw ProblemException.of(
                    400,
                    "the input " + name + " has the shape " + PlainText.line(shape.toString()) + ", and must have 1 to "
                            + MOST_DIMENSIONS + " lengths above 0");
        }
        return lengths;
    }

    private static float[] binary(ByteBuffer binary, TensorType type, long size, long count, String name) {
        if (size != count * type.bytes() || size > binary.remaining()) {
            throw ProblemException.of(
                    400,
                    "the input " + name + " has " + size + " bytes of binary data, and must have "
                            + count * type.bytes() + ", of which " + binary.remaining() + " are there");
        }
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) type.next(binary);
        }
        return values;
    }

    private static float[] json(JsonNode data, TensorType type, long count, String name) {
        if (!data.isArray()) {
            throw wrongCount(name, data.size(), count);
        }
        float[] values = new float[(int) count];
        int filled = fill(values, 0, data, type, name);
        if (filled != count) {
            throw wrongCount(name, filled, count);
        }
        return values;
    }

    /** Data may be flat or nested as the shape is. */
    private static int fill(float[] values, int from, JsonNode data, TensorType type, String name) {
        int next = from;
        for (JsonNode value : data) {
            if (value.isArray()) {
                next = fill(values, next, value, type, name);
            } else if (next == values.length) {
                throw wrongCount(name, next + 1, values.length);
            } else {
                values[next++] = (float) type.of(value, name);
            }
        }
        return next;
    }

    private static ProblemException wrongCount(String name, long is, long must) {
        return ProblemException.of(400, "the input " + name + " has " + is + " values, and its shape needs " + must);
    }
}
