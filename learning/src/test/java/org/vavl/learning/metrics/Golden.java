package org.vavl.learning.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.NullMarked;

/** Values that scikit-learn and scipy computed; see tools/fixtures/metrics.py. */
@NullMarked
final class Golden {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Golden() {}

    static List<JsonNode> cases(String what) {
        try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream("golden.json"))) {
            JsonNode cases = JSON.readTree(in).required(what);
            return StreamSupport.stream(cases.spliterator(), false).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static float[][] floats(JsonNode rows) {
        return JSON.convertValue(rows, float[][].class);
    }

    static double[] doubles(JsonNode values) {
        return JSON.convertValue(values, double[].class);
    }
}
