package org.vavl.serve.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vavl.serve.http.ProblemException;

/**
 * What a client wants inferred. Source: Open Inference Protocol, version 2, and its binary tensor data extension.
 *
 * @param id given back with the answer; empty if there is none
 * @param inputs the tensors
 * @param outputs those that are wanted; empty for all
 * @param binary whether outputs are binary, unless one says otherwise
 */
record InferenceRequest(String id, List<InputTensor> inputs, List<Wanted> outputs, boolean binary) {
    /** How long the JSON is, where binary data are behind it. */
    static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private static final int MOST_JSON_BYTES = 8 << 20;
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_TENSORS = 64;
    private static final int DEEPEST = 16;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .maxStringLength(10_000)
                            .build())
                    .build())
            .build();

    /** An output that is wanted. */
    record Wanted(String name, boolean binary) {}

    /**
     * Reads a request.
     *
     * @throws ProblemException if it is not right
     * @throws IOException if it cannot be read
     */
    static InferenceRequest read(Context ctx) throws IOException {
        String encoding = Optional.ofNullable(ctx.header("Content-Encoding")).orElse("identity");
        if (!encoding.equals("identity")) {
            throw ProblemException.of(415, "the body is encoded as '" + encoding + "', and must not be");
        }
        byte[] body = body(ctx);
        int length = jsonLength(ctx, body.length);
        ByteBuffer binary =
                ByteBuffer.wrap(body, length, body.length - length).slice().order(ByteOrder.LITTLE_ENDIAN);
        try {
            return read(JSON.readTree(body, 0, length), binary);
        } catch (JsonProcessingException e) {
            throw ProblemException.of(400, "the body is no JSON: " + e.getOriginalMessage());
        } catch (ArithmeticException e) {
            throw ProblemException.of(400, "an input has more values than a tensor can have");
        }
    }

    private static byte[] body(Context ctx) throws IOException {
        try (InputStream in = ctx.req().getInputStream()) {
            byte[] body = in.readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                throw ProblemException.of(413, "the body has more than " + MOST_BYTES + " bytes");
            }
            return body;
        }
    }

    private static int jsonLength(Context ctx, int bytes) {
        String stated = Optional.ofNullable(ctx.header(JSON_LENGTH)).orElse(Integer.toString(bytes));
        int length = stated.matches("\\d{1,9}") ? Integer.parseInt(stated) : -1;
        if (length < 0 || length > bytes) {
            throw ProblemException.of(
                    400, JSON_LENGTH + " is '" + stated + "', and must be 0 to the body's " + bytes + " bytes");
        }
        if (length > MOST_JSON_BYTES) {
            throw ProblemException.of(
                    413,
                    "the JSON has " + length + " bytes, and must have at most " + MOST_JSON_BYTES
                            + ": send longer tensors as binary data");
        }
        return length;
    }

    private static InferenceRequest read(JsonNode json, ByteBuffer binary) {
        JsonNode given = json.path("inputs");
        if (!given.isArray() || given.isEmpty() || given.size() > MOST_TENSORS) {
            throw ProblemException.of(400, "the request must have 1 to " + MOST_TENSORS + " inputs");
        }
        List<InputTensor> inputs = new ArrayList<>();
        given.forEach(input -> inputs.add(InputTensor.read(input, binary)));
        boolean isBinary = json.path("parameters").path("binary_data_output").asBoolean(false);
        List<Wanted> outputs = new ArrayList<>();
        json.path("outputs")
                .forEach(output -> outputs.add(new Wanted(
                        output.path("name").asText(),
                        output.path("parameters").path("binary_data").asBoolean(isBinary))));
        if (outputs.size() > MOST_TENSORS) {
            throw ProblemException.of(400, "the request wants more than " + MOST_TENSORS + " outputs");
        }
        return new InferenceRequest(json.path("id").asText(), inputs, outputs, isBinary);
    }
}
