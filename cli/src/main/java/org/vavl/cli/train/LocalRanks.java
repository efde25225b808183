package org.vavl.cli.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.vavl.core.VavlException;
import picocli.CommandLine.ExitCode;

/**
 * The processes of one training on this machine. The first speaks for all; if one ends before the work is done, the others are ended, too, and it
 * is said in one line which one it was.
 */
final class LocalRanks implements AutoCloseable {
    /** By its name: the class that starts the process knows this package. */
    private static final String MAIN = "org.vavl.cli.Main";

    private static final String INTERFACE = "GLOO_SOCKET_IFNAME";
    private static final int SIGNALLED = 128;
    private static final long MOMENT_SECONDS = 15;
    private static final long LAST_WORD_SECONDS = 2;

    private final List<String> arguments;
    private final Path folder;
    private final List<Process> ranks = new ArrayList<>();

    /** @param arguments of the command, with which each rank is started */
    LocalRanks(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
        try {
            folder = Files.createTempDirectory("vavl-ranks");
        } catch (IOException e) {
            throw new UncheckedIOException("there is no folder for temporary files", e);
        }
    }

    /**
     * Trains.
     *
     * @param count how many ranks
     * @return the exit code; if it is not 0, the first rank has said why
     * @throws VavlException if one ended for a reason that the first rank has not told
     */
    int run(int count) {
        try {
            for (int rank = 0; rank < count; rank++) {
                start(rank, count);
            }
            Set<Integer> running = new TreeSet<>();
            IntStream.range(0, count).forEach(running::add);
            while (!running.isEmpty()) {
                int rank = nextToEnd(running);
                if (ranks.get(rank).exitValue() != ExitCode.OK) {
                    return end(rank);
                }
                running.remove(rank);
            }
            return ExitCode.OK;
        } catch (IOException | ExecutionException e) {
            throw new VavlException("a rank cannot be started or watched: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            askToEnd();
            Thread.currentThread().interrupt();
            return ExitCode.SOFTWARE;
        }
    }

    /** Waits until one of some ranks ends. */
    private int nextToEnd(Set<Integer> running) throws InterruptedException, ExecutionException {
        CompletableFuture<?>[] ends =
                running.stream().map(rank -> ranks.get(rank).onExit()).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.anyOf(ends).get();
        return running.stream()
                .filter(rank -> !ranks.get(rank).isAlive())
                .findFirst()
                .orElseThrow();
    }

    /** The processors are shared out: what asks how many there are in a rank gets the rank's. */
    private void start(int rank, int count) throws IOException {
        int processors = Math.max(1, Runtime.getRuntime().availableProcessors() / count);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-XX:ActiveProcessorCount=" + processors);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(arguments);
        command.addAll(List.of(RankOptions.ofLocal(rank, folder.resolve("store"))));
        ProcessBuilder builder = new ProcessBuilder(command);
        if (rank == 0) {
            builder.inheritIO();
        } else {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(errors(rank).toFile());
        }
        builder.environment().computeIfAbsent(INTERFACE, name -> loopback());
        ranks.add(builder.start());
    }

    private Path errors(int rank) {
        return folder.resolve("errors-" + rank);
    }

    private static String loopback() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(LocalRanks::isLoopback)
                    .map(NetworkInterface::getName)
                    .findFirst()
                    .orElse("lo");
        } catch (SocketException e) {
            return "lo";
        }
    }

    private static boolean isLoopback(NetworkInterface network) {
        try {
            return network.isLoopback();
        } catch (SocketException e) {
            return false;
        }
    }

    /** One has ended too early: the others have nothing left to do. */
    private int end(int rank) throws InterruptedException, IOException {
        Process first = ranks.get(0);
        int code = ranks.get(rank).exitValue();
        if (code < SIGNALLED && first.waitFor(LAST_WORD_SECONDS, TimeUnit.SECONDS) && first.exitValue() < SIGNALLED) {
            return first.exitValue() == ExitCode.OK ? code : first.exitValue();
        }
        ranks.forEach(Process::destroyForcibly);
        throw new VavlException(reason(rank, code));
    }

    private String reason(int rank, int code) throws IOException {
        String name = "rank " + rank + " (process " + ranks.get(rank).pid() + ")";
        String others = "; the others were ended, and the same command goes on from the last checkpoint";
        if (code >= SIGNALLED) {
            return name + " was ended by signal " + (code - SIGNALLED) + others;
        }
        String said = rank == 0 ? "" : Files.readString(errors(rank), StandardCharsets.UTF_8);
        return said.lines()
                .filter(line -> line.startsWith("vavl: "))
                .reduce((one, last) -> last)
                .map(line -> name + ": " + line.substring("vavl: ".length()))
                .orElse(name + " ended with exit code " + code + others);
    }

    /** What they have trained is kept. */
    private void askToEnd() {
        ranks.forEach(Process::destroy);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOMENT_SECONDS);
        for (Process process : ranks) {
            try {
                process.waitFor(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        ranks.forEach(Process::destroyForcibly);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("temporary files cannot be removed", e);
        }
    }
}
