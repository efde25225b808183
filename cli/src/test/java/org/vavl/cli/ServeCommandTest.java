package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong use of {@code vavl serve}; the tests of module serve have the server. */
class ServeCommandTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                --host 0.0.0.0                      | a token is needed
                --token short                       | at least 16
                --port 70000                        | the port is 70000
                --key-store a.p12                   | given together
                --allow-origin example.org          | as https://example.org
                --use party                         | Invalid value for option '--use'
                --workers 0                         | must be above 0
                --wait -1                           | --wait is -1
                --batch-wait -1                     | is -1 ms
                --batch-wait 5000                   | at most 1000 ms
                """)
    void wrongUseIsSaidInOneLine(String options, String reason) {
        CommandRun run = CommandRun.of(("serve " + options).split(" "));
        assertThat(run.err()).contains(reason).hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(2);
    }

    /** What docs/serve has to run a server by, but for its host and port, which other tests look at. */
    @Test
    void theDeploymentsHaveOptionsThatThereAre() throws Exception {
        String unit = Files.readString(Path.of("../docs/serve/vavl.service"));
        String manifest = Files.readString(Path.of("../docs/serve/kubernetes.yaml"));
        Matcher option = Pattern.compile("--[a-z][a-z-]+")
                .matcher(unit.lines()
                                .filter(line -> line.startsWith("ExecStart="))
                                .findFirst()
                                .orElseThrow()
                        + manifest.lines()
                                .filter(line -> line.contains("command: [/opt"))
                                .findFirst()
                                .orElseThrow());
        String help = CommandRun.of("serve", "--help").out();
        int options = 0;
        while (option.find()) {
            assertThat(help).contains(option.group());
            options++;
        }
        assertThat(options).isGreaterThan(5);
    }

    @Test
    void aPortThatIsInUseIsSaidInOneLineAndByNobodyElse() throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = CommandRun.of("serve", "--port", String.valueOf(taken.getLocalPort()));
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains("cannot listen on 127.0.0.1, port " + taken.getLocalPort())
                    .hasLineCount(1);
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aModelThatIsNotThereAndAnEmptyTokenFileAreSaid(@TempDir Path folder) throws Exception {
        CommandRun missing = CommandRun.of("serve", "--model", "mine=" + folder.resolve("none.safetensors"));
        assertThat(missing.err()).contains("none.safetensors").hasLineCount(1);
        assertThat(missing.exitCode()).isEqualTo(1);
        CommandRun empty = CommandRun.of(
                "serve",
                "--host",
                "0.0.0.0",
                "--token-file",
                Files.writeString(folder.resolve("tokens"), "\n").toString());
        assertThat(empty.err()).contains("a token is needed");
    }
}
