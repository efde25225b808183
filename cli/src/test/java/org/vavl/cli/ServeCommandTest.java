package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
                """)
    void wrongUseIsSaidInOneLine(String options, String reason) {
        CommandRun run = CommandRun.of(("serve " + options).split(" "));
        assertThat(run.err()).contains(reason).hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(2);
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
