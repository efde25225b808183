package org.vavl.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.features.media.TalkingFace;
import org.vavl.recognition.Recognizer;
import org.vavl.serve.model.ServedModel;
import org.vavl.serve.model.ServedModels;

/** Starting and ending. */
class ServerTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    @Test
    void requestsUnderWayEndWhenTheServerDoes() throws Exception {
        TestServer server = new TestServer(ServeSettings.defaults()
                .withFolder(folder)
                .with(ServeLimits.defaults().withEnding(Duration.ofMinutes(1))));
        CompletableFuture<HttpResponse<String>> answer = server.client()
                .sendAsync(
                        server.request("/v1/recognitions")
                                .POST(HttpRequest.BodyPublishers.ofFile(TalkingFace.CLIP))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        Waiting.until(
                () -> answer.isDone() || server.get("/metrics").body().contains("vavl_recognitions_underway 1.0"));
        HttpRequest later = server.request("/v1/models").build();
        server.close();
        assertThat(answer.get().statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> server.send(later)).isInstanceOf(java.io.IOException.class);
    }

    @Test
    void twoServersHaveTwoPortsAndTwoFolders() {
        try (TestServer first = TestServer.in(folder)) {
            ServeSettings same = ServeSettings.defaults().withFolder(folder).at("127.0.0.1", first.port());
            assertThatThrownBy(() -> Server.start(
                            new ServedModels(List.of(new ServedModel("emotion", Recognizer.builtIn()))), same))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("port " + first.port());
            assertThatThrownBy(() -> new ServedModel("../x", first.recognizer()))
                    .hasMessageContaining("name");
            assertThatThrownBy(() -> new ServedModels(List.of(
                            new ServedModel("a", first.recognizer()), new ServedModel("a", first.recognizer()))))
                    .hasMessageContaining("two models");
        }
    }

    @Test
    void withAKeyStoreItSpeaksTls() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore trusted = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        try (TestServer server = new TestServer(ServeSettings.defaults()
                .withFolder(folder.resolve("uploads"))
                .with(new ServeSettings.KeyStoreFile(store, PASSWORD)))) {
            assertThat(server.server().address().getScheme()).isEqualTo("https");
            HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
            assertThat(client.send(server.request("/v1/models").build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
