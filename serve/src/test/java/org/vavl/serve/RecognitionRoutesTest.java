package org.vavl.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.features.media.TalkingFace;
import org.vavl.recognition.FaceChoice;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.WindowListener;
import org.vavl.recognition.WindowSettings;
import org.vavl.recognition.output.JsonText;
import org.vavl.recognition.output.RecognitionJson;

/** {@code POST /v1/recognitions} and what belongs to it, with the built-in model. */
class RecognitionRoutesTest {
    private static final Path CLIP = TalkingFace.CLIP;
    private static final String NAME = "talking-face.mp4";

    @TempDir
    private static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.in(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        assertThat(folder.toFile().list())
                .as("what is left of a server that ended")
                .isEmpty();
    }

    private static String expected(FaceChoice face, WindowSettings windows) {
        return JsonText.of(RecognitionJson.of(server.recognizer()
                        .recognize(new Recognizer.MediaFile(NAME, CLIP), face, windows, WindowListener.NONE)))
                + "\n";
    }

    @Test
    void aFileInAFormIsAnsweredAsTheCommandAnswersIt() throws Exception {
        HttpResponse<String> response = server.postForm("/v1/recognitions", NAME, CLIP);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.body()).isEqualTo(expected(new FaceChoice.Trained(), WindowSettings.defaults()));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(Path.of("../docs/recognition.schema.json")))
                        .validate(TestServer.json(response.body())))
                .isEmpty();
    }

    @Test
    void aFileAsTheBodyIsAnsweredInWindowsForEveryone() throws Exception {
        HttpResponse<String> response =
                server.post("/v1/recognitions?name=" + NAME + "&window=1&step=0.5&person=all", CLIP);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo(expected(
                        new FaceChoice.Everyone(),
                        WindowSettings.defaults().of(1, 0.5).withTimelineForShortRecordings()));
        assertThat(TestServer.json(response.body()).get("timeline").size()).isGreaterThan(3);
    }

    @Test
    void givenSpansAreTheTimeline() throws Exception {
        JsonNode json = TestServer.json(
                server.post("/v1/recognitions?span=0.5,1.5&span=1,2", CLIP).body());
        assertThat(json.get("timeline").findValuesAsText("begin")).startsWith("0.5", "1.0");
    }

    @ParameterizedTest
    @CsvSource({
        "csv, text/csv, 'clip,part,begin,end,emotion'",
        "vtt, text/vtt, WEBVTT",
        "eaf, application/xml, '<?xml version'",
        "textgrid, text/plain, File type",
        "html, text/html, <!DOCTYPE html>"
    })
    void eachFormatIsWhatItSays(String format, String type, String begin) throws Exception {
        HttpResponse<String> response = server.postForm("/v1/recognitions?format=" + format, NAME, CLIP);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith(type);
        assertThat(response.body()).startsWith(begin).doesNotContain(folder.toString());
        assertThat(response.headers().firstValue("content-disposition").orElse(""))
                .contains("talking-face.");
    }

    @ParameterizedTest
    @CsvSource({
        "format=yaml, format is 'yaml'",
        "colour=red, colour",
        "window=x, window is 'x'",
        "window=0.1, the window is 0.1 s",
        "person=nobody, nobody",
        "segments=speech&window=2, one way",
        "span=3, BEGIN",
        "window=1&window=2, 2 times"
    })
    void aWrongParameterIsAProblemWithOneLine(String query, String detail) throws Exception {
        HttpResponse<String> response = server.post("/v1/recognitions?" + query, CLIP);
        assertProblem(response, 400);
        assertThat(TestServer.json(response.body()).get("detail").asText())
                .contains(detail)
                .doesNotContain("\n");
    }

    private static void assertProblem(HttpResponse<String> response, int status) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(TestServer.json(response.body()).get("status").asInt()).isEqualTo(status);
    }

    @Test
    void whatIsNoMediaFileIsAProblemThatNamesItByItsOwnName() throws Exception {
        HttpResponse<String> response = server.post("/v1/recognitions?name=notes.txt", "no media at all, but text");
        assertProblem(response, 422);
        assertThat(response.body()).contains("notes.txt").doesNotContain(folder.toString());
    }

    @Test
    void anEmptyBodyAndAnUnknownModelAndPathAreProblems() throws Exception {
        assertProblem(server.post("/v1/recognitions", ""), 400);
        assertProblem(server.post("/v1/recognitions?model=other", CLIP), 404);
        assertProblem(server.get("/v1/nothing"), 404);
        assertProblem(server.get("/v1/recognitions"), 405);
    }

    @Test
    void aRecordingBecomesAJobWhereTheClientDoesNotWait() throws Exception {
        HttpResponse<String> accepted = server.send(server.request("/v1/recognitions?name=" + NAME)
                .header("Prefer", "respond-async")
                .POST(HttpRequest.BodyPublishers.ofFile(CLIP))
                .build());
        assertThat(accepted.statusCode()).isEqualTo(202);
        String job = accepted.headers().firstValue("location").orElseThrow();
        HttpResponse<String> events = server.send(server.request(job + "/events")
                .header("Accept", "text/event-stream")
                .build());
        assertThat(events.body()).contains("event: done");
        JsonNode state = TestServer.json(server.get(job).body());
        assertThat(state.get("state").asText()).isEqualTo("done");
        assertThat(server.get(state.get("result").asText()).body())
                .isEqualTo(expected(new FaceChoice.Trained(), WindowSettings.defaults()));
        assertThat(server.get(state.get("result").asText() + "?format=vtt").body())
                .startsWith("WEBVTT");
        assertThat(server.send(server.request(job).DELETE().build()).statusCode())
                .isEqualTo(204);
        assertProblem(server.get(job), 404);
    }

    @Test
    void nothingIsLeftOfAnUpload() throws Exception {
        server.postForm("/v1/recognitions", NAME, CLIP);
        server.post("/v1/recognitions", "no media");
        assertThat(TestServer.files(folder)).isEmpty();
    }

    @Test
    void modelsAndMetricsAreListed() throws Exception {
        JsonNode models = TestServer.json(server.get("/v1/models").body());
        assertThat(models.get(0).get("name").asText()).isEqualTo("emotion");
        assertThat(server.get("/v1/models/emotion").body()).contains("classification");
        assertThat(server.get("/metrics").body())
                .contains("vavl_http_requests_seconds_count", "route=\"/v1/models\"", "vavl_recognitions_underway");
    }
}
