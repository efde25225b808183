package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The command as a user starts it, after the build. */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
    private static CommandRun start(String... arguments) throws IOException, InterruptedException {
        return startWith(Path.of(System.getProperty("java.home")), arguments);
    }

    private static CommandRun startWith(Path jdk, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of("../vavl").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("JAVA_HOME", jdk.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new CommandRun(process.exitValue(), out, err);
    }

    @Test
    void resultsGoToStandardOutputAndNothingElseDoes() throws Exception {
        CommandRun run = start("info", "--preset", "tiny", "--format", "json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(new ObjectMapper()
                        .readTree(run.out())
                        .at("/parameters/total")
                        .longValue())
                .isPositive();
    }

    @Test
    void theSecondStartSaysNothingOnAnyJdk() throws Exception {
        for (Path jdk : jdks()) {
            CommandRun first = startWith(jdk, "--version");
            assertThat(first.exitCode()).as(first.err()).isZero();
            CommandRun second = startWith(jdk, "info", "--preset", "tiny");
            assertThat(second.exitCode()).as(second.err()).isZero();
            assertThat(first.err() + second.err()).as(jdk.toString()).isEmpty();
        }
    }

    /** Each once: some have several names. */
    private static Set<Path> jdks() throws IOException {
        Path usual = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(usual)) {
            return Set.of(Path.of(System.getProperty("java.home")));
        }
        try (Stream<Path> homes = Files.list(usual)) {
            Set<Path> jdks = new TreeSet<>();
            for (Path home : homes.filter(home -> Files.isExecutable(home.resolve("bin/javac")))
                    .toList()) {
                jdks.add(home.toRealPath());
            }
            return jdks;
        }
    }

    @Test
    void exitCodesReachTheShell() throws Exception {
        CommandRun wrongUse = start("inform");
        assertThat(wrongUse.exitCode()).isEqualTo(2);
        assertThat(wrongUse.err()).startsWith("vavl: unknown argument 'inform'").hasLineCount(1);
        CommandRun failure = start("info", "nö such file");
        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure.err()).startsWith("vavl: ").contains("nö such file").hasLineCount(1);
    }
}
