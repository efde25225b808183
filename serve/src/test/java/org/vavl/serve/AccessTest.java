package org.vavl.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.features.media.TalkingFace;
import org.vavl.serve.http.Tokens;
import org.vavl.serve.model.Audience;

/** Who gets an answer: tokens, origins, hosts; the audience that gets none; what is logged. */
class AccessTest {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    private static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(ServeSettings.defaults()
                .with(Tokens.of(List.of("another-token-of-somebody", TOKEN)))
                .withOrigins(Set.of("https://example.org"))
                .with(new Audience(Audience.Use.WORK, true))
                .withFolder(folder.resolve("uploads"))
                .withAccessLog(folder.resolve("access.jsonl")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static int status(String... headers) throws Exception {
        return server.send(server.request("/v1/models").headers(headers).build())
                .statusCode();
    }

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString(("me:" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void eachRequestMustBearAToken() throws Exception {
        HttpResponse<String> without = server.get("/v1/models");
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("www-authenticate").orElse("")).startsWith("Basic");
        assertThat(status("Authorization", "Bearer " + TOKEN)).isEqualTo(200);
        assertThat(status("Authorization", "bearer " + TOKEN)).isEqualTo(200);
        assertThat(status("Authorization", basic(TOKEN))).isEqualTo(200);
        assertThat(status("Authorization", "Bearer " + TOKEN + "x")).isEqualTo(401);
        assertThat(status("Authorization", basic("wrong-password-of-me"))).isEqualTo(401);
        assertThat(status("Authorization", "Basic !!!")).isEqualTo(401);
        assertThat(status("Authorization", TOKEN)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/openapi.yaml",
                "/metrics",
                "/v1/recognitions",
                "/v2/health/live",
                "/v2",
                "/v1/jobs/x",
                "/x"
            })
    void nothingIsToldWithoutOne(String path) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(401);
    }

    @Test
    void pagesOfOtherOriginsAreRefusedUnlessTheyAreNamed() throws Exception {
        String bearer = "Bearer " + TOKEN;
        assertThat(status("Authorization", bearer, "Origin", "https://evil.example"))
                .isEqualTo(403);
        assertThat(status("Authorization", bearer, "Origin", "null")).isEqualTo(403);
        assertThat(status("Authorization", bearer, "Origin", "http://127.0.0.1:" + server.port()))
                .isEqualTo(200);
        HttpResponse<String> named = server.send(server.request("/v1/models")
                .headers("Authorization", bearer, "Origin", "https://example.org")
                .build());
        assertThat(named.headers().firstValue("access-control-allow-origin")).contains("https://example.org");
        HttpResponse<String> preflight = server.send(server.request("/v1/recognitions")
                .headers("Origin", "https://example.org", "Access-Control-Request-Method", "POST")
                .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight
                        .headers()
                        .firstValue("access-control-allow-headers")
                        .orElse(""))
                .contains("Authorization");
    }

    @Test
    void otherNamesOfThisMachineAreRefused() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("GET /v1/models HTTP/1.1\r\nHost: rebound.example\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine())
                    .contains("403");
        }
    }

    @Test
    void emotionsAreRefusedAtTheWorkplaceWithTheReason() throws Exception {
        HttpResponse<String> response = server.send(server.request("/v1/recognitions")
                .header("Authorization", "Bearer " + TOKEN)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofFile(TalkingFace.CLIP))
                .build());
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("article 5(1)(f)", "workplace");
    }

    @Test
    void noOtherWayGivesEmotionsThere() throws Exception {
        String bearer = "Bearer " + TOKEN;
        HttpResponse<String> inference = server.send(server.request("/v2/models/emotion/infer")
                .header("Authorization", bearer)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        assertThat(inference.statusCode()).isEqualTo(403);
        assertThat(TestServer.json(inference.body()).get("error").asText()).contains("article 5(1)(f)");
        assertThatThrownBy(() -> server.client()
                        .newWebSocketBuilder()
                        .header("Authorization", bearer)
                        .buildAsync(server.webSocket("/v1/stream"), new WebSocket.Listener() {})
                        .join())
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .satisfies(e -> assertThat(((WebSocketHandshakeException) e.getCause())
                                .getResponse()
                                .statusCode())
                        .isEqualTo(403));
        assertThat(server.send(server.request("/v1/about")
                                .header("Authorization", bearer)
                                .build())
                        .body())
                .contains("article 5(1)(f)", "\"notice\" : true");
        assertThat(new Audience(Audience.Use.SCHOOL, false).refusal().orElseThrow())
                .contains("--use school", "in education");
        assertThat(Audience.general().refusal()).isEmpty();
    }

    @Test
    void theLogSaysWhoAskedForWhatAndNoSecrets() throws Exception {
        server.get("/v1/models?token=secret-in-the-query");
        Path log = folder.resolve("access.jsonl");
        Waiting.until(() -> Files.readString(log).contains("/v1/models"));
        String line = Files.readString(log);
        assertThat(TestServer.json(line.lines().findFirst().orElseThrow()).get("status"))
                .isNotNull();
        assertThat(line)
                .contains("\"path\":\"/v1/models\"", "\"client\":\"127.0.0.1\"")
                .doesNotContain("secret", TOKEN);
    }

    @Test
    void anotherAddressNeedsAToken() {
        assertThatThrownBy(() -> ServeSettings.defaults().at("0.0.0.0", 80))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("a token is needed");
        assertThat(ServeSettings.defaults()
                        .with(Tokens.of(List.of(TOKEN)))
                        .at("0.0.0.0", 80)
                        .isLoopback())
                .isFalse();
        assertThatThrownBy(() -> Tokens.of(List.of("short"))).isInstanceOf(VavlException.class);
    }

    @Test
    void browsersAreToldToRunNothingElse() throws Exception {
        HttpResponse<String> response = server.get("/v1/models");
        assertThat(response.headers().firstValue("content-security-policy").orElse(""))
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(response.headers().firstValue("server")).isEmpty();
    }
}
