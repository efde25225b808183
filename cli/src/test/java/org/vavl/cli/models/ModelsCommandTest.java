package org.vavl.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.cli.CommandRun;

class ModelsCommandTest {
    @TempDir
    Path folder;

    private CommandRun run(String command, String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "models";
        all[1] = command;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[all.length - 2] = "--store";
        all[all.length - 1] = folder.resolve("store").toString();
        return CommandRun.of(all);
    }

    @Test
    void listsWhatIsKnownWithItsTerms() throws IOException {
        CommandRun text = run("list");
        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .contains("wav2vec2: speech as 1024 values", "661 MB, not here", "CC-BY-NC-SA-4.0, no commercial use")
                .contains("mtcnn", "yunet", "efficientnet-b2");
        JsonNode json =
                new ObjectMapper().readTree(run("list", "--format", "json").out());
        assertThat(json.findValuesAsText("name")).contains("mtcnn", "pnet.pt");
        assertThat(json.get(0).get("here").booleanValue()).isFalse();
    }

    @Test
    void asksForConsentBeforeAnythingIsDownloaded() {
        CommandRun run = run("pull", "wav2vec2", "--from", "http://127.0.0.1:9/");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("forbids commercial use").contains("--accept-licence");
        assertThat(folder.resolve("store")).doesNotExist();
    }

    @Test
    void refusesWhatIsNotTheModel() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mirror/yunet_n_dynamic.onnx", exchange -> {
            byte[] content = new byte[322_906];
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
        try {
            String mirror = "http://127.0.0.1:" + server.getAddress().getPort() + "/mirror";
            CommandRun run = run("pull", "yunet", "--from", mirror);
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("gave another file: git blob").doesNotContain("\n\tat ");
            CommandRun missing = run("pull", "mtcnn", "--from", mirror);
            assertThat(missing.exitCode()).isEqualTo(1);
            assertThat(missing.err()).contains("status 404");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void refusesALocalFileThatIsNotTheModel() throws IOException {
        Path other = Files.writeString(folder.resolve("other.onnx"), "something");
        CommandRun run = run("add", "yunet", other.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("other.onnx is none of the files of yunet");
    }

    @Test
    void verifiesWhatIsHere() {
        CommandRun all = run("verify");
        assertThat(all.exitCode()).isZero();
        assertThat(all.out()).contains("yunet yunet_n_dynamic.onnx: missing");
        assertThat(run("verify", "yunet").exitCode()).isEqualTo(1);
    }

    @Test
    void namesTheModelsThereAre() {
        CommandRun run = run("pull", "facenet");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("model 'facenet' is not known: must be one of mtcnn, yunet");
    }
}
