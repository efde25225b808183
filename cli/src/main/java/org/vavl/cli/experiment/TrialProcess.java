package org.vavl.cli.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Another process of this command, which does something with one trial at a time. */
final class TrialProcess implements AutoCloseable {
    /** By its name: the class that starts the process knows this package. */
    private static final String MAIN = "org.vavl.cli.Main";

    private static final long MOMENT_SECONDS = 15;

    private final Process process;
    private final BufferedReader answers;

    /** @param subcommand of {@code experiment}, which reads trials */
    TrialProcess(String subcommand) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(List.of("experiment", subcommand));
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("a process for trials cannot be started", e);
        }
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Sends a line and waits for the answer.
     *
     * @return empty if the process ends without one
     */
    Optional<String> request(String line) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(line)
                    .append('\n')
                    .flush();
        } catch (IOException e) {
            return Optional.empty();
        }
        return answer();
    }

    /**
     * Waits for the next line.
     *
     * @return empty if the process ends without one
     */
    Optional<String> answer() {
        try {
            return Optional.ofNullable(answers.readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The exit code of a process that has ended, or is about to. */
    int exitCode() throws InterruptedException {
        return process.waitFor(MOMENT_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    /** Asks the process to end, which keeps what it has trained, and waits for it a moment. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(MOMENT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
