package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
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

    static boolean zshIsThere() {
        return Stream.of("/bin/zsh", "/usr/bin/zsh").map(Path::of).anyMatch(Files::isExecutable);
    }

    /** Types and presses the tab key in an interactive zsh, which has to show what is wanted. */
    private String typedIntoZsh(String typed, String wanted) throws IOException, InterruptedException {
        Path script = Files.writeString(
                temporary.resolve("vavl.zsh"),
                CommandRun.of("completion", "zsh").out());
        Path typist = temporary.resolve("completion.zsh");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("completion.zsh"))) {
            Files.write(typist, in.readAllBytes());
        }
        Path out = temporary.resolve("zsh.out");
        Process process = new ProcessBuilder("zsh", "-f", typist.toString(), script.toString(), typed, wanted)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        boolean ended = process.waitFor(1, TimeUnit.MINUTES);
        process.destroyForcibly();
        String seen = Files.readString(out, StandardCharsets.ISO_8859_1);
        assertThat(ended).as("completion of '%s' shows: %s", typed, seen).isTrue();
        return seen;
    }

    @Test
    @Tag("slow")
    @EnabledIf("zshIsThere")
    void zshCompletesCommandsAndOptions() throws Exception {
        assertThat(typedIntoZsh("vavl pre", "vavl predict")).contains("vavl predict");
        assertThat(typedIntoZsh("vavl corpus ins", "corpus inspect")).contains("corpus inspect");
        assertThat(typedIntoZsh("vavl info --pre", "info --preset")).contains("info --preset");
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
