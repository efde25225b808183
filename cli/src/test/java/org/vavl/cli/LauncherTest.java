package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout that is made up: its JDKs print what they are asked to run, and its Maven notes that it was called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    @TempDir
    Path temporary;

    private Path checkout;
    private Path tools;

    private record Result(int exitCode, String out, String err) {}

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = Files.createDirectories(temporary.toRealPath().resolve("a checkout"));
        Files.copy(launcher(), checkout.resolve("vavl"));
        write("pom.xml", "<project/>");
        for (String module : List.of("nn", "learning", "cli")) {
            write(module + "/pom.xml", "<project/>");
            write(module + "/src/main/java/A.java", "class A {}");
        }
        tools = Files.createDirectories(temporary.resolve("tools"));
        script(tools.resolve("mvn"), """
                echo "called with $*" >>"%1$s/maven-calls"
                sleep 0.3
                mkdir -p "%1$s/cli/target" "%1$s/learning/target"
                : >"%1$s/learning/target/learning.jar"
                printf '%%s' "%1$s/learning/target/learning.jar" >"%1$s/cli/target/classpath"
                """.formatted(checkout));
    }

    private static Path launcher() {
        return Path.of("../vavl").toAbsolutePath().normalize();
    }

    private void write(String name, String content) throws IOException {
        Path file = checkout.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }

    private static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = temporary.resolve(name);
        script(home.resolve("bin/java"), """
                for argument; do echo "$argument"; done
                echo "policy=$OMP_WAIT_POLICY"
                """);
        script(home.resolve("bin/javac"), "exit 1\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"None\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private Process start(Path command, Path javaHome, Map<String, String> environment) {
        ProcessBuilder builder =
                new ProcessBuilder(command.toString(), "info", "two words").directory(temporary.toFile());
        builder.environment().keySet().removeAll(List.of("VAVL_JAVA_OPTS", "VAVL_MAVEN_OPTS", "OMP_WAIT_POLICY"));
        builder.environment().put("PATH", tools + ":/usr/bin:/bin");
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result finish(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), out, err);
    }

    private Result run(Path command, Path javaHome) throws IOException, InterruptedException {
        return finish(start(command, javaHome, Map.of()));
    }

    private long mavenCalls() throws IOException {
        Path calls = checkout.resolve("maven-calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    @Test
    void theFirstStartBuildsAndTheSecondDoesNot() throws Exception {
        Path jdk = jdk("jdk", "17.0.1");
        Result first = run(checkout.resolve("vavl"), jdk);
        assertThat(first.exitCode()).isZero();
        assertThat(first.err()).startsWith("vavl: building Vavl, once").hasLineCount(1);
        assertThat(first.out())
                .contains("org.vavl.cli.Main\ninfo\ntwo words\n")
                .contains(checkout + "/cli/target/classes:" + checkout + "/learning/target/learning.jar\n")
                .contains("policy=passive");
        Result second = run(checkout.resolve("vavl"), jdk);
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(mavenCalls()).isEqualTo(1);
    }

    @Test
    void newerSourcesAndMissingJarsAreBuiltAgain() throws Exception {
        Path jdk = jdk("jdk", "25");
        run(checkout.resolve("vavl"), jdk);
        Files.setLastModifiedTime(
                checkout.resolve("nn/src/main/java/A.java"),
                FileTime.from(Instant.now().plusSeconds(1)));
        run(checkout.resolve("vavl"), jdk);
        assertThat(mavenCalls()).isEqualTo(2);
        Files.setLastModifiedTime(
                checkout.resolve("nn/src/main/java/A.java"),
                FileTime.from(Instant.now().minusSeconds(60)));
        Files.delete(checkout.resolve("learning/target/learning.jar"));
        run(checkout.resolve("vavl"), jdk);
        assertThat(mavenCalls()).isEqualTo(3);
    }

    @Test
    void twoFirstStartsAtOnceBuildOnce() throws Exception {
        Path jdk = jdk("jdk", "17");
        List<Process> processes = List.of(
                start(checkout.resolve("vavl"), jdk, Map.of()),
                start(checkout.resolve("vavl"), jdk, Map.of()),
                start(checkout.resolve("vavl"), jdk, Map.of()));
        for (Process process : processes) {
            Result result = finish(process);
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out()).contains("org.vavl.cli.Main");
        }
        assertThat(mavenCalls()).isEqualTo(1);
    }

    @Test
    void itWorksThroughSymbolicLinksAndFromAnyFolder() throws Exception {
        Path links = Files.createDirectories(temporary.resolve("links"));
        Files.createSymbolicLink(links.resolve("first"), Path.of("../a checkout/vavl"));
        Files.createSymbolicLink(links.resolve("vavl"), links.resolve("first"));
        Result result = run(links.resolve("vavl"), jdk("jdk", "21.0.2"));
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains(checkout + "/cli/target/classes:");
    }

    @Test
    void aJdkThatIsTooOldIsPassedOver() throws Exception {
        Path old = jdk("old", "11.0.2");
        script(tools.resolve("java"), "exit 1\n");
        Files.createSymbolicLink(tools.resolve("javac"), jdk("newer", "17.0.9").resolve("bin/javac"));
        Result result = run(checkout.resolve("vavl"), old);
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @Test
    void settingsOfTheEnvironmentAreHonoured() throws Exception {
        Result result = finish(start(
                checkout.resolve("vavl"),
                jdk("jdk", "17"),
                Map.of("VAVL_JAVA_OPTS", "-Xmx1g -Da=b", "OMP_WAIT_POLICY", "active", "VAVL_MAVEN_OPTS", "-o")));
        assertThat(result.out()).contains("-Xmx1g\n-Da=b\n").contains("policy=active");
        assertThat(Files.readString(checkout.resolve("maven-calls")))
                .contains("-DskipTests")
                .contains("-o package");
    }

    @Test
    void aBuildThatFailsSaysWhyAndLeavesNothingThatLooksBuilt() throws Exception {
        Path jdk = jdk("jdk", "17");
        script(tools.resolve("mvn"), "echo '[ERROR] no such symbol'\nexit 1\n");
        for (int round = 0; round < 2; round++) {
            Result result = run(checkout.resolve("vavl"), jdk);
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .contains("[ERROR] no such symbol")
                    .contains("vavl: the build failed")
                    .contains("vavl-build.log");
        }
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws Exception {
        Files.delete(tools.resolve("mvn"));
        for (String program :
                List.of("sh", "sed", "cat", "find", "head", "dirname", "readlink", "mkdir", "grep", "flock")) {
            for (String folder : List.of("/usr/bin/", "/bin/")) {
                if (Files.exists(Path.of(folder + program)) && Files.notExists(tools.resolve(program))) {
                    script(tools.resolve(program), "exec " + folder + program + " \"$@\"\n");
                }
            }
        }
        Result result = finish(start(checkout.resolve("vavl"), jdk("jdk", "17"), Map.of("PATH", tools.toString())));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("vavl: Maven is needed")
                .contains("apt install maven")
                .hasLineCount(1);
    }
}
