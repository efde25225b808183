package org.vavl.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What docs/serve has to run a server: the systemd unit by systemd's own check, the Kubernetes manifest against the routes. */
@ExtendWith(SharedServer.class)
class DeploymentTest {
    private static final Path UNIT = Path.of("../docs/serve/vavl.service");
    private static final Path MANIFEST = Path.of("../docs/serve/kubernetes.yaml");
    private static final Path VERIFIER = Path.of("/usr/bin/systemd-analyze");
    private static final String PROGRAM = "/opt/vavl/bin/vavl";

    @Test
    void systemdFindsNothingWrongWithTheUnit(@TempDir Path folder) throws Exception {
        String unit = Files.readString(UNIT);
        assertThat(unit).contains("ExecStart=" + PROGRAM + " serve ");
        assumeTrue(Files.isExecutable(VERIFIER), "there is no systemd-analyze");
        // The program need not be installed here.
        Path copy = Files.writeString(folder.resolve("vavl.service"), unit.replace(PROGRAM, "/bin/sh"));
        Process process = new ProcessBuilder(VERIFIER.toString(), "verify", "--man=no", copy.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.contains("vavl.service"))).isEmpty();
    }

    private static List<JsonNode> manifest() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        YAMLMapper yaml = new YAMLMapper();
        try (var parser = new YAMLFactory().createParser(MANIFEST.toFile());
                var values = yaml.readValues(parser, JsonNode.class)) {
            values.forEachRemaining(all::add);
        }
        return all;
    }

    private static JsonNode ofKind(String kind) throws IOException {
        return manifest().stream()
                .filter(document -> document.get("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void probesAskForRoutesThatThereAre(TestServer server) throws Exception {
        JsonNode container = ofKind("Deployment").at("/spec/template/spec/containers/0");
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            String command = container.at("/" + probe + "/exec/command").toString();
            Matcher address = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)(/[a-z0-9/]+)")
                    .matcher(command);
            assertThat(address.find()).as(command).isTrue();
            assertThat(address.group(1))
                    .isEqualTo(container.at("/ports/0/containerPort").asText());
            assertThat(server.server().routes()).contains("GET " + address.group(2));
            assertThat(server.get(address.group(2)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theManifestFitsTogether() throws Exception {
        JsonNode deployment = ofKind("Deployment");
        JsonNode pod = deployment.at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");
        List<String> command = new ArrayList<>();
        container.get("command").forEach(part -> command.add(part.asText()));
        assertThat(command).startsWith(PROGRAM, "serve");
        assertThat(command.get(command.indexOf("--port") + 1))
                .isEqualTo(container.at("/ports/0/containerPort").asText());
        assertThat(pod.get("volumes").findValuesAsText("name"))
                .containsExactlyInAnyOrderElementsOf(
                        container.get("volumeMounts").findValuesAsText("name"));
        assertThat(pod.at("/volumes/0/secret/secretName"))
                .isEqualTo(ofKind("Secret").at("/metadata/name"));
        String tokens = container.at("/volumeMounts/0/mountPath").asText() + "/"
                + ofKind("Secret").get("stringData").fieldNames().next();
        assertThat(command.get(command.indexOf("--token-file") + 1)).isEqualTo(tokens);
        assertThat(ofKind("Service").at("/spec/selector")).isEqualTo(deployment.at("/spec/selector/matchLabels"));
        assertThat(deployment.at("/spec/template/metadata/labels"))
                .isEqualTo(deployment.at("/spec/selector/matchLabels"));
        assertThat(pod.get("terminationGracePeriodSeconds").asInt())
                .isGreaterThan((int) ServeLimits.defaults().ending().toSeconds());
    }
}
