package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of the distribution in an installation that is made up, with a Java that prints what it is asked to run. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class DistributionLauncherTest {
    @TempDir
    Path temporary;

    private Path installation;
    private Path caches;
    private LauncherTrial trial;

    @BeforeEach
    void install() throws IOException {
        trial = new LauncherTrial(temporary);
        installation = Files.createDirectories(temporary.toRealPath().resolve("an installation"));
        caches = temporary.toRealPath().resolve("caches");
        Files.createDirectories(installation.resolve("bin"));
        Files.createDirectories(installation.resolve("lib"));
        Files.copy(Path.of("../distribution/launcher/vavl"), installation.resolve("bin/vavl"));
        Files.copy(Path.of("../distribution/launcher/start.sh"), installation.resolve("lib/start.sh"));
        for (String jar : List.of("javacpp-1-linux-x86_64.jar", "vavl-cli-1.jar")) {
            Files.createFile(installation.resolve("lib").resolve(jar));
        }
    }

    private CommandRun run(Path javaHome) throws IOException, InterruptedException {
        return trial.run(installation.resolve("bin/vavl"), javaHome, Map.of("XDG_CACHE_HOME", caches.toString()));
    }

    private static List<String> archivesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).toList();
        }
    }

    @Test
    void aRuntimeWithoutACompilerIsEnough() throws Exception {
        Path runtime = trial.runtime("jre", "17.0.2");
        CommandRun first = run(runtime);
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err()).isEmpty();
        assertThat(first.out())
                .contains(installation + "/lib/javacpp-1-linux-x86_64.jar:" + installation + "/lib/vavl-cli-1.jar\n")
                .contains("org.vavl.cli.Main\ninfo\ntwo words\n");
        assertThat(run(runtime).out()).isEqualTo(first.out());
        assertThat(archivesIn(installation.resolve("cache"))).hasSize(1);
        assertThat(runtime.resolve("archive-calls")).content().hasLineCount(1);
        assertThat(caches).doesNotExist();
    }

    @Test
    void whereTheInstallationCannotBeWrittenTheArchiveIsAmongTheUsersCaches() throws Exception {
        Files.createFile(installation.resolve("cache")); // a file in its place stops also the superuser
        CommandRun result = run(trial.runtime("jre", "17"));
        assertThat(result.err()).isEmpty();
        assertThat(archivesIn(caches.resolve("vavl/classes")))
                .singleElement()
                .satisfies(archive -> assertThat(result.out()).contains("-XX:SharedArchiveFile=" + archive));
    }

    @Test
    void whereNothingCanBeWrittenItGoesWithout() throws Exception {
        Files.createFile(installation.resolve("cache"));
        Files.createFile(caches);
        CommandRun result = run(trial.runtime("jre", "17"));
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("org.vavl.cli.Main").doesNotContain("SharedArchiveFile");
    }

    @Test
    void nativeLibrariesOfAnotherPlatformAreToldAtOnce() throws Exception {
        Files.move(
                installation.resolve("lib/javacpp-1-linux-x86_64.jar"),
                installation.resolve("lib/javacpp-1-macosx-arm64.jar"));
        CommandRun result = run(trial.runtime("jre", "17"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("vavl: ").contains("linux-x86_64").hasLineCount(1);
    }
}
