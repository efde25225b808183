package org.vavl.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.vavl.recognition.Recognizer;
import org.vavl.serve.model.ServedModel;
import org.vavl.serve.model.ServedModels;

/** A server on any port with the built-in model, and a client. */
public final class TestServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Recognizer recognizer = Recognizer.builtIn();
    private final Server server;

    public TestServer(ServeSettings settings) {
        server = Server.start(
                new ServedModels(List.of(new ServedModel("emotion", recognizer))), settings.at(settings.host(), 0));
    }

    /** Uploads go below a folder. */
    public static TestServer in(Path folder) {
        return new TestServer(ServeSettings.defaults().withFolder(folder));
    }

    public Recognizer recognizer() {
        return recognizer;
    }

    public Server server() {
        return server;
    }

    public int port() {
        return server.address().getPort();
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.address().resolve(path)).timeout(Duration.ofSeconds(60));
    }

    public HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<byte[]> sendForBytes(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(request(path).build());
    }

    /** Posts a file as the body. */
    public HttpResponse<String> post(String path, Path file) throws Exception {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofFile(file)).build());
    }

    public HttpResponse<String> post(String path, String body) throws Exception {
        return send(
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    /** Posts a file in a form. */
    public HttpResponse<String> postForm(String path, String name, Path file) throws Exception {
        String boundary = "----between";
        byte[] begin = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(begin, Files.readAllBytes(file), end)))
                .build());
    }

    public static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    /** The files below a folder. */
    public static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> !path.endsWith("lock"))
                    .toList();
        }
    }

    public URI webSocket(String path) {
        return URI.create("ws://127.0.0.1:" + port() + path);
    }

    public HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        server.close();
    }
}
