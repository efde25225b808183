package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
    @TempDir
    Path temporary;

    static boolean bashIsThere() {
        return Files.isExecutable(Path.of("/bin/bash"));
    }

    private List<String> completed(String... words) throws IOException, InterruptedException {
        Path script = temporary.resolve("vavl.bash");
        Files.writeString(script, CommandRun.of("completion", "bash").out());
        String question =
                "source \"$0\"; COMP_WORDS=(vavl \"$@\"); COMP_CWORD=$#; _complete_vavl; printf '%s\\n' \"${COMPREPLY[@]}\"";
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", question, script.toString());
        builder.command().addAll(List.of(words));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out.lines().map(String::strip).toList();
    }

    @Test
    @EnabledIf("bashIsThere")
    void bashCompletesCommandsAndOptions() throws Exception {
        assertThat(completed("pred")).containsExactly("predict");
        assertThat(completed("corpus", "ins")).containsExactly("inspect");
        assertThat(completed("info", "--pre")).containsExactly("--preset");
    }

    @Test
    void theScriptIsForZshToo() {
        CommandRun zsh = CommandRun.of("completion", "zsh");
        assertThat(zsh.exitCode()).isZero();
        assertThat(zsh.out()).contains("bashcompinit").contains("complete -F _complete_vavl");
    }

    @Test
    void anotherShellIsWrongUse() {
        CommandRun fish = CommandRun.of("completion", "fish");
        assertThat(fish.exitCode()).isEqualTo(2);
        assertThat(fish.err()).contains("fish").containsIgnoringCase("bash").containsIgnoringCase("zsh");
    }
}
