package org.vavl.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.clip.Modality;
import org.vavl.features.media.TalkingFace;

/** The examples of docs/serve.md, run against a server; those in Python are run by tools/serve/examples.py. */
@Tag("slow")
@ExtendWith(SharedServer.class)
class DocumentedExamplesTest {
    private static final Path DOCUMENT = Path.of("../docs/serve.md");

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static String emotion;

    @BeforeAll
    static void prepare(TestServer shared) throws IOException {
        server = shared;
        Files.copy(TalkingFace.CLIP, folder.resolve("clip.mp4"));
        emotion = server.recognizer().recognize(TalkingFace.CLIP).emotion().orElseThrow();
        Modality visual = server.recognizer().model().modalities().stream()
                .filter(modality -> modality.name().equals("visual"))
                .findFirst()
                .orElseThrow();
        Files.writeString(
                folder.resolve("features.json"),
                "{\"inputs\":[{\"name\":\"visual\",\"shape\":[2," + visual.width() + "],\"datatype\":\"FP32\",\"data\":"
                        + Collections.nCopies(2 * visual.width(), 0.5) + "}]}");
    }

    /** The blocks of a language, with this server's address. */
    private static List<String> blocks(String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
        List<String> blocks = new ArrayList<>();
        while (block.find()) {
            blocks.add(block.group(1).replace("127.0.0.1:8080", "127.0.0.1:" + server.port()));
        }
        assertThat(blocks).as(language).isNotEmpty();
        return blocks;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(out + Files.readString(folder.resolve("stderr")))
                .isZero();
        return out;
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /** Each fails where the server refuses. */
    @Test
    void commandsOfCurlAreAnswered() throws Exception {
        assumeTrue(isThere("curl") && isThere("bash"), "there is no curl");
        List<String> blocks = blocks("bash");
        String recognitions = run("bash", "-c", "set -e; curl() { command curl -sS -f \"$@\"; }\n" + blocks.get(0));
        assertThat(recognitions).contains("WEBVTT", "\"timeline\"", "event: done");
        String result = recognitions.substring(recognitions.lastIndexOf("\n{") + 1);
        assertThat(TestServer.json(result).get("emotion").asText()).isEqualTo(emotion);
        String inference = run("bash", "-c", "set -e; curl() { command curl -sS -f \"$@\"; }\n" + blocks.get(1));
        JsonNode outputs = TestServer.json(inference.substring(inference.lastIndexOf("{\"model_name\"")))
                .get("outputs");
        assertThat(outputs.get(0).get("shape").get(0).asInt()).isEqualTo(1);
    }

    @Test
    void theFirstCommandOfCurlIsAnswered() throws Exception {
        assumeTrue(isThere("curl"), "there is no curl");
        String line = Files.readString(DOCUMENT)
                .lines()
                .filter(any -> any.startsWith("    curl "))
                .findFirst()
                .orElseThrow()
                .strip()
                .replace("127.0.0.1:8080", "127.0.0.1:" + server.port());
        assertThat(TestServer.json(run(line.replaceFirst("^curl", "curl -sS -f").split(" ")))
                        .get("emotion")
                        .asText())
                .isEqualTo(emotion);
    }

    private static Path program(String name, String block) throws IOException {
        List<String> imports =
                block.lines().filter(line -> line.startsWith("import ")).toList();
        String statements = String.join(
                "\n", block.lines().filter(line -> !line.startsWith("import ")).toList());
        return Files.writeString(
                folder.resolve(name + ".java"),
                String.join("\n", imports) + "\npublic class " + name
                        + " {\n public static void main(String[] args) throws Exception {\n" + statements
                        + "\n }\n}\n");
    }

    @Test
    void theClientInJavaIsAnswered() throws Exception {
        Path program = program("Client", blocks("java").get(0));
        String answer =
                run(Path.of(System.getProperty("java.home"), "bin", "java").toString(), program.toString());
        assertThat(TestServer.json(answer).get("emotion").asText()).isEqualTo(emotion);
    }

    @Test
    void theServerInJavaCompiles() throws Exception {
        Path program = program("Embedded", blocks("java").get(1));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-d",
                                folder.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.toString()))
                .isZero();
    }
}
