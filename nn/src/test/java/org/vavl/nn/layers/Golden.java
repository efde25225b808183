package org.vavl.nn.layers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;

/** Tensors that a script under {@code tools/fixtures} wrote as JSON: shape and values by name. */
public record Golden(JsonNode root) {
    public static Golden read(String resource) throws IOException {
        try (InputStream stream = Objects.requireNonNull(Golden.class.getResourceAsStream(resource), resource)) {
            return new Golden(new ObjectMapper().readTree(stream));
        }
    }

    public Tensor tensor(String name) {
        return tensor(root.required(name));
    }

    public Map<String, Tensor> tensors(String group) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        root.required(group).properties().forEach(entry -> tensors.put(entry.getKey(), tensor(entry.getValue())));
        return tensors;
    }

    private static Tensor tensor(JsonNode node) {
        long[] shape = new long[node.required("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = node.required("shape").required(i).longValue();
        }
        float[] values = new float[node.required("values").size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.required("values").required(i).floatValue();
        }
        return Tensors.of(values, shape);
    }
}
