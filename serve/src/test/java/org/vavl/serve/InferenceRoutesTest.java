package org.vavl.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.recognition.inference.ModelDescription;

/** The Open Inference Protocol, with JSON and with binary tensors; tools/serve/triton_client.py asks by Triton's own client. */
@ExtendWith(SharedServer.class)
class InferenceRoutesTest {
    private static final String INFER = "/v2/models/emotion/infer";
    private static final int FRAMES = 20;

    /** Of probabilities: clips that are inferred together are so but for rounding. */
    private static final double ROUNDING = 1e-6;

    private static TestServer server;
    private static Map<String, float[]> values;

    @BeforeAll
    static void start(TestServer shared) {
        server = shared;
        values = new LinkedHashMap<>();
        Random random = new Random(20);
        for (Modality modality : server.recognizer().model().modalities()) {
            float[] features = new float[FRAMES * modality.width()];
            for (int i = 0; i < features.length; i++) {
                features[i] = (float) random.nextGaussian();
            }
            values.put(modality.name(), features);
        }
    }

    private static Prediction expected(int valid, String... modalities) {
        ModelDescription model = server.recognizer().model();
        Map<String, FeatureSequence> features = new LinkedHashMap<>();
        for (Modality modality : model.modalities()) {
            if (List.of(modalities).contains(modality.name())) {
                BitSet mask = new BitSet();
                mask.set(0, valid);
                features.put(
                        modality.name(),
                        new FeatureSequence(
                                FloatBuffer.wrap(values.get(modality.name())),
                                modality.width(),
                                10,
                                mask,
                                model.extractors().get(modality.name())));
            }
        }
        return server.recognizer().predict("inference", features);
    }

    private static int width(String modality) {
        return values.get(modality).length / FRAMES;
    }

    @Test
    void jsonTensorsGiveTheNumbersOfJava() throws Exception {
        HttpResponse<String> response = server.post(INFER, json(12, "visual").replaceFirst("\\{", "{\"id\":\"7\","));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode json = TestServer.json(response.body());
        assertThat(json.get("id").asText()).isEqualTo("7");
        Prediction expected = expected(12, "visual");
        for (JsonNode output : json.get("outputs")) {
            if (output.get("name").asText().equals("outputs")) {
                for (int c = 0; c < expected.outputs().size(); c++) {
                    assertThat(output.get("data").get(c).asDouble())
                            .isEqualTo(expected.outputs().get(c), within(ROUNDING));
                }
            }
        }
        assertThat(json.get("outputs").findValuesAsText("name")).contains("outputs", "visual", "unsure", "label");
    }

    @Test
    void binaryTensorsOfABatchGiveTheNumbersOfJavaForEachClip() throws Exception {
        ByteBuffer binary = ByteBuffer.allocate(2 * 4 * (values.get("acoustic").length + values.get("visual").length))
                .order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder inputs = new StringBuilder();
        for (String modality : List.of("acoustic", "visual")) {
            for (int copy = 0; copy < 2; copy++) {
                for (float value : values.get(modality)) {
                    binary.putFloat(value);
                }
            }
            inputs.append(inputs.isEmpty() ? "" : ",")
                    .append("{\"name\":\"" + modality + "\",\"shape\":[2," + FRAMES + "," + width(modality)
                            + "],\"datatype\":\"FP32\",\"parameters\":{\"frame_rate\":10,\"binary_data_size\":"
                            + 2 * 4 * values.get(modality).length + "}}");
        }
        byte[] json = ("{\"inputs\":[" + inputs
                        + "],\"outputs\":[{\"name\":\"outputs\",\"parameters\":{\"binary_data\":true}},{\"name\":\"label\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> response = server.sendForBytes(server.request(INFER)
                .header("Inference-Header-Content-Length", Integer.toString(json.length))
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(json, binary.array())))
                .build());
        assertThat(response.statusCode()).isEqualTo(200);
        int length = Integer.parseInt(
                response.headers().firstValue("inference-header-content-length").orElseThrow());
        ByteBuffer outputs = ByteBuffer.wrap(response.body(), length, response.body().length - length)
                .order(ByteOrder.LITTLE_ENDIAN);
        Prediction expected = expected(FRAMES, "acoustic", "visual");
        for (int clip = 0; clip < 2; clip++) {
            for (double value : expected.outputs()) {
                assertThat(outputs.getDouble()).isEqualTo(value, within(ROUNDING));
            }
        }
        assertThat(outputs.hasRemaining()).isFalse();
    }

    /** Of 1 to 20 valid frames, of one modality or both, at the same time. */
    @Test
    void requestsThatComeTogetherGiveTheNumbersThatTheyGiveAlone() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int valid = 1; valid <= 8; valid++) {
            answers.add(server.client()
                    .sendAsync(
                            server.request(INFER)
                                    .POST(HttpRequest.BodyPublishers.ofString(json(valid, modalities(valid))))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString()));
        }
        for (int valid = 1; valid <= 8; valid++) {
            HttpResponse<String> answer = answers.get(valid - 1).get();
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode data = TestServer.json(answer.body()).get("outputs").get(0).get("data");
            Prediction expected = expected(valid, modalities(valid));
            for (int c = 0; c < expected.outputs().size(); c++) {
                assertThat(data.get(c).asDouble()).isEqualTo(expected.outputs().get(c), within(ROUNDING));
            }
        }
        assertThat(counted("batches")).isLessThanOrEqualTo(counted("clips"));
    }

    private static double counted(String what) throws Exception {
        return server.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("vavl_inference_" + what + "_total "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static String[] modalities(int number) {
        return number % 3 == 0 ? new String[] {"visual"} : new String[] {"acoustic", "visual"};
    }

    private static String json(int valid, String... modalities) {
        StringBuilder inputs = new StringBuilder();
        for (String modality : modalities) {
            StringBuilder mask = new StringBuilder();
            for (int t = 0; t < FRAMES; t++) {
                mask.append(t == 0 ? "" : ",").append(t < valid);
            }
            inputs.append(inputs.isEmpty() ? "" : ",")
                    .append("{\"name\":\"" + modality + "\",\"shape\":[" + FRAMES + "," + width(modality)
                            + "],\"datatype\":\"FP32\",\"parameters\":{\"frame_rate\":10},\"data\":"
                            + Arrays.toString(values.get(modality)) + "},{\"name\":\"" + modality
                            + "_mask\",\"shape\":[" + FRAMES + "],\"datatype\":\"BOOL\",\"data\":[" + mask + "]}");
        }
        return "{\"inputs\":[" + inputs + "]}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {}                                                                              | inputs
                [1,2                                                                            | no JSON
                {"inputs":[{"name":"smell","shape":[1,1],"datatype":"FP32","data":[1]}]}        | is none of
                {"inputs":[{"name":"visual","shape":[1,1],"datatype":"FP32","data":[1]}]}       | [1, 1]
                {"inputs":[{"name":"visual","shape":[1,-1],"datatype":"FP32","data":[1]}]}      | shape
                {"inputs":[{"name":"visual","shape":[1,1],"datatype":"INT8","data":[1]}]}       | INT8
                {"inputs":[{"name":"visual","shape":[2],"datatype":"FP32","data":[1]}]}         | 1 values
                {"inputs":[{"name":"visual","shape":[1],"datatype":"FP32","data":["1"]}]}       | has the value
                {"inputs":[{"name":"visual","shape":[1048576,1048576,1048576,1048576],"datatype":"FP32","data":[]}]} | values
                {"inputs":[{"name":"visual","shape":[9],"datatype":"FP32","parameters":{"binary_data_size":36}}]} | binary data
                """)
    void whatIsWrongIsSaidAsTheProtocolSaysIt(String body, String reason) throws Exception {
        HttpResponse<String> response = server.post(INFER, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(TestServer.json(response.body()).get("error").asText()).contains(reason);
    }

    @Test
    void theServerTellsOfItselfAndItsModels() throws Exception {
        assertThat(server.get("/v2/health/live").statusCode()).isEqualTo(200);
        assertThat(server.get("/v2/health/ready").statusCode()).isEqualTo(200);
        assertThat(TestServer.json(server.get("/v2").body())
                        .get("extensions")
                        .get(0)
                        .asText())
                .isEqualTo("binary_tensor_data");
        assertThat(server.get("/v2/models/emotion/ready").statusCode()).isEqualTo(200);
        HttpResponse<String> unknown = server.get("/v2/models/other/ready");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(TestServer.json(unknown.body()).get("error").asText()).contains("'other'");
        JsonNode inputs =
                TestServer.json(server.get("/v2/models/emotion").body()).get("inputs");
        assertThat(inputs.findValuesAsText("name"))
                .containsExactly("acoustic", "acoustic_mask", "visual", "visual_mask");
    }
}
