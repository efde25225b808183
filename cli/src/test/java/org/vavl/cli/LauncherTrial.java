package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts a launcher in a folder of a test, with programs that are made up: a Java that prints what it is asked to run, and others by name. */
final class LauncherTrial {
    private final Path folder;
    private final Path tools;

    LauncherTrial(Path folder) throws IOException {
        this.folder = folder;
        tools = Files.createDirectories(folder.resolve("tools"));
    }

    /** Where the made-up programs are, first on the path. */
    Path tools() {
        return tools;
    }

    static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A Java runtime: it prints its arguments, one a line, or makes the archive of classes that it is asked for and notes its arguments. */
    Path runtime(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        script(home.resolve("bin/java"), String.format(Locale.ROOT, """
                for argument; do
                    case $argument in
                        -XX:ArchiveClassesAtExit=*)
                            echo "$*" >>"%s/archive-calls"
                            echo archive >"${argument#*=}"
                            exit 0 ;;
                    esac
                done
                for argument; do echo "$argument"; done
                echo "policy=$OMP_WAIT_POLICY"
                """, home));
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("lib/modules"), "modules of " + name);
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"None\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** The same with a compiler. */
    Path jdk(String name, String version) throws IOException {
        Path home = runtime(name, version);
        script(home.resolve("bin/javac"), "exit 1\n");
        return home;
    }

    /** Takes all programs away that are not named, so that a launcher can be seen without one that is usually there. */
    String pathOf(List<String> programs) throws IOException {
        for (String program : programs) {
            for (String place : List.of("/usr/bin/", "/bin/")) {
                if (Files.exists(Path.of(place + program)) && Files.notExists(tools.resolve(program))) {
                    script(tools.resolve(program), "exec " + place + program + " \"$@\"\n");
                }
            }
        }
        return tools.toString();
    }

    Process start(Path launcher, Path javaHome, Map<String, String> environment) {
        ProcessBuilder builder =
                new ProcessBuilder(launcher.toString(), "info", "two words").directory(folder.toFile());
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

    static CommandRun finish(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new CommandRun(process.exitValue(), out, err);
    }

    CommandRun run(Path launcher, Path javaHome, Map<String, String> environment)
            throws IOException, InterruptedException {
        return finish(start(launcher, javaHome, environment));
    }
}
