package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vavl.cli.LauncherTrial.finish;
import static org.vavl.cli.LauncherTrial.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout that is made up: its JDKs print what they are asked to run, and its Maven notes that it was called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final List<String> USUAL_PROGRAMS = List.of(
            "sh",
            "sed",
            "cat",
            "find",
            "head",
            "dirname",
            "readlink",
            "mkdir",
            "grep",
            "touch",
            "rm",
            "mv",
            "ls",
            "cksum",
            "ln",
            "sleep");

    @TempDir
    Path temporary;

    private Path checkout;
    private LauncherTrial trial;

    @BeforeEach
    void makeCheckout() throws IOException {
        trial = new LauncherTrial(temporary);
        checkout = Files.createDirectories(temporary.toRealPath().resolve("a checkout"));
        for (String file : List.of("vavl", "distribution/launcher/start.sh")) {
            Files.createDirectories(checkout.resolve(file).getParent());
            Files.copy(Path.of("..").resolve(file), checkout.resolve(file));
        }
        write("pom.xml", "<project/>");
        for (String module : List.of("nn", "learning", "cli")) {
            write(module + "/pom.xml", "<project/>");
            write(module + "/src/main/java/A.java", "class A {}");
        }
        maven("");
    }

    /** A Maven that builds, and then does something else. */
    private void maven(String afterwards) throws IOException {
        script(trial.tools().resolve("mvn"), String.format(Locale.ROOT, """
                echo "called with $*" >>"%1$s/maven-calls"
                sleep 0.3
                mkdir -p "%1$s/cli/target" "%1$s/learning/target"
                : >"%1$s/learning/target/learning.jar"
                printf '%%s' "%1$s/learning/target/learning.jar" >"%1$s/cli/target/classpath"
                """, checkout) + afterwards);
    }

    private void write(String name, String content) throws IOException {
        Path file = checkout.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        age(file, 60);
    }

    private static void age(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }

    private CommandRun run(Path javaHome) throws IOException, InterruptedException {
        return trial.run(checkout.resolve("vavl"), javaHome, Map.of());
    }

    private CommandRun run(Path javaHome, Map<String, String> environment) throws IOException, InterruptedException {
        return trial.run(checkout.resolve("vavl"), javaHome, environment);
    }

    private long mavenCalls() throws IOException {
        Path calls = checkout.resolve("maven-calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(checkout.resolve("cli/target"))) {
            return files.filter(file -> file.toString().contains(".jsa")).toList();
        }
    }

    @Test
    void theFirstStartBuildsAndTheSecondDoesNot() throws Exception {
        Path jdk = trial.jdk("jdk", "17.0.1");
        CommandRun first = run(jdk);
        assertThat(first.exitCode()).isZero();
        assertThat(first.err()).startsWith("vavl: building Vavl, once").hasLineCount(1);
        assertThat(first.out())
                .contains("org.vavl.cli.Main\ninfo\ntwo words\n")
                .contains(checkout + "/cli/target/classes:" + checkout + "/learning/target/learning.jar\n")
                .contains("policy=passive");
        CommandRun second = run(jdk);
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(mavenCalls()).isEqualTo(1);
    }

    @Test
    void theBuildOfAUserHasNeitherChecksNorTestsNorModulesThatTheCommandDoesNotNeed() throws Exception {
        run(trial.jdk("jdk", "25"));
        assertThat(Files.readString(checkout.resolve("maven-calls")))
                .contains("-Dvavl.user-build")
                .contains("-pl cli -am");
    }

    @Test
    void newerSourcesAndMissingJarsAreBuiltAgain() throws Exception {
        Path jdk = trial.jdk("jdk", "25");
        run(jdk);
        age(checkout.resolve("nn/src/main/java/A.java"), -1);
        run(jdk);
        assertThat(mavenCalls()).isEqualTo(2);
        age(checkout.resolve("nn/src/main/java/A.java"), 60);
        Files.delete(checkout.resolve("learning/target/learning.jar"));
        run(jdk);
        assertThat(mavenCalls()).isEqualTo(3);
    }

    @Test
    void whatIsEditedDuringABuildIsBuiltAtTheNextStart() throws Exception {
        Path jdk = trial.jdk("jdk", "17");
        maven(String.format(
                Locale.ROOT, "touch -r \"%1$s/cli/target/classpath\" \"%1$s/nn/src/main/java/A.java\"\n", checkout));
        run(jdk);
        run(jdk);
        assertThat(mavenCalls()).isEqualTo(2);
    }

    @Test
    void twoFirstStartsAtOnceBuildOnce() throws Exception {
        theFirstStartsAtOnceBuildOnce(Map.of());
    }

    @Test
    void withoutFlockTheyDoSoToo() throws Exception {
        theFirstStartsAtOnceBuildOnce(Map.of("PATH", trial.pathOf(USUAL_PROGRAMS)));
    }

    private void theFirstStartsAtOnceBuildOnce(Map<String, String> environment) throws Exception {
        Path jdk = trial.jdk("jdk", "17");
        List<Process> processes = Stream.generate(() -> trial.start(checkout.resolve("vavl"), jdk, environment))
                .limit(3)
                .toList();
        for (Process process : processes) {
            CommandRun result = finish(process);
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out()).contains("org.vavl.cli.Main");
        }
        assertThat(mavenCalls()).isEqualTo(1);
    }

    @Test
    void theLockOfAProcessThatIsGoneIsTaken() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path lock = lockOf(gone.pid());
        CommandRun result = run(trial.jdk("jdk", "17"), Map.of("PATH", trial.pathOf(USUAL_PROGRAMS)));
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(mavenCalls()).isEqualTo(1);
        assertThat(lock).doesNotExist();
    }

    @Test
    void aLockThatIsHeldIsWaitedForButNotForEver() throws Exception {
        Path jdk = trial.jdk("jdk", "17");
        long living = ProcessHandle.current().pid();
        Path lock = lockOf(living);
        CommandRun result = run(jdk, Map.of("PATH", trial.pathOf(USUAL_PROGRAMS), "VAVL_LOCK_SECONDS", "1"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("vavl: another start has been building")
                .contains("process-" + living)
                .hasLineCount(1);
        assertThat(mavenCalls()).isZero();
        assertThat(Files.isSymbolicLink(lock)).isTrue();
    }

    private Path lockOf(long process) throws IOException {
        Path target = Files.createDirectories(checkout.resolve("target"));
        return Files.createSymbolicLink(target.resolve("vavl-build.lock.owner"), Path.of("process-" + process));
    }

    @Test
    void theArchiveOfClassesIsMadeOnceWithTheOptionsThatItIsUsedWith() throws Exception {
        Path jdk = trial.jdk("jdk", "25.0.1");
        run(jdk);
        List<String> used = run(jdk).out().lines().toList();
        List<String> calls = Files.readAllLines(jdk.resolve("archive-calls"));
        assertThat(calls).hasSize(1);
        assertThat(archives()).hasSize(1);
        assertThat(used).contains("-XX:SharedArchiveFile=" + archives().get(0));
        for (String option :
                List.of("-XX:+UseSerialGC", "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED")) {
            assertThat(used).contains(option);
            assertThat(calls.get(0).split(" ")).contains(option);
        }
    }

    @Test
    void anotherJdkOrAnotherBuildHasAnotherArchive() throws Exception {
        Path jdk = trial.jdk("jdk", "17");
        run(jdk);
        Path first = archives().get(0);
        assertThat(run(trial.jdk("newer", "25")).out()).doesNotContain(first.toString());
        assertThat(archives()).hasSize(1);
        run(jdk);
        Files.writeString(checkout.resolve("learning/target/learning.jar"), "another");
        run(jdk);
        assertThat(archives()).hasSize(1).doesNotContain(first);
    }

    @Test
    void whereNoArchiveCanBeMadeItIsTriedOnce() throws Exception {
        Path jdk = trial.jdk("jdk", "17");
        script(
                jdk.resolve("bin/java"),
                String.format(
                        Locale.ROOT,
                        "case $* in *ArchiveClassesAtExit*) echo x >>\"%s/tries\"; exit 1;; esac\necho \"$*\"\n",
                        jdk));
        run(jdk);
        CommandRun second = run(jdk);
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).doesNotContain("SharedArchiveFile");
        assertThat(jdk.resolve("tries")).hasContent("x");
    }

    @Test
    void itWorksThroughSymbolicLinksAndFromAnyFolder() throws Exception {
        Path links = Files.createDirectories(temporary.resolve("links"));
        Files.createSymbolicLink(links.resolve("first"), Path.of("../a checkout/vavl"));
        Files.createSymbolicLink(links.resolve("vavl"), links.resolve("first"));
        CommandRun result = trial.run(links.resolve("vavl"), trial.jdk("jdk", "21.0.2"), Map.of());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains(checkout + "/cli/target/classes:");
    }

    @Test
    void aJdkThatIsTooOldIsPassedOver() throws Exception {
        script(trial.tools().resolve("java"), "exit 1\n");
        Files.createSymbolicLink(
                trial.tools().resolve("javac"), trial.jdk("newer", "17.0.9").resolve("bin/javac"));
        CommandRun result = run(trial.jdk("old", "11.0.2"));
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @Test
    void settingsOfTheEnvironmentAreHonoured() throws Exception {
        CommandRun result = run(
                trial.jdk("jdk", "17"),
                Map.of("VAVL_JAVA_OPTS", "-Xmx1g -Da=*", "OMP_WAIT_POLICY", "active", "VAVL_MAVEN_OPTS", "-o"));
        assertThat(result.out()).contains("-Xmx1g\n-Da=*\n").contains("policy=active");
        assertThat(Files.readString(checkout.resolve("maven-calls"))).contains("-o package");
    }

    @Test
    void aBuildThatFailsSaysWhyAndLeavesNothingThatLooksBuilt() throws Exception {
        Path jdk = trial.jdk("jdk", "17");
        assertThat(run(jdk).exitCode()).isZero();
        age(checkout.resolve("nn/src/main/java/A.java"), -1);
        maven("echo '[ERROR] no such symbol'\nexit 1\n");
        for (int round = 0; round < 2; round++) {
            CommandRun result = run(jdk);
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .contains("[ERROR] no such symbol")
                    .contains("vavl: the build failed")
                    .contains("vavl-build.log");
            assertThat(checkout.resolve("cli/target/classpath")).doesNotExist();
            age(checkout.resolve("nn/src/main/java/A.java"), 60);
        }
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws Exception {
        Files.delete(trial.tools().resolve("mvn"));
        CommandRun result = run(trial.jdk("jdk", "17"), Map.of("PATH", trial.pathOf(USUAL_PROGRAMS)));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("vavl: Maven is needed")
                .contains("apt install maven")
                .hasLineCount(1);
    }
}
