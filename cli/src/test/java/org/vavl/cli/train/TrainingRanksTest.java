package org.vavl.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.cli.CommandRun;

@Tag("slow")
@EnabledOnOs(LINUX)
class TrainingRanksTest {
    private static final String MANY_EPOCHS = "training.epochs=10000";

    @TempDir
    private static Path folder;

    /** The command in a process of its own, and where it writes. */
    private record Started(Process process, Path out, Path err) {
        int end() throws InterruptedException {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        }

        String said() throws IOException {
            return Files.readString(err);
        }
    }

    @BeforeAll
    static void configuration() throws IOException {
        CommandRun corpus = CommandRun.of(
                "corpus",
                "import",
                "synthetic",
                "--option",
                "clips=5",
                "--out",
                folder.resolve("corpus").toString());
        assertThat(corpus.exitCode()).as(corpus.err()).isZero();
        Files.writeString(folder.resolve("run.yaml"), """
                corpus: corpus
                model: {preset: tiny}
                training: {epochs: 1, batchSize: 8, precision: float32, threads: 1, checkpointSteps: 2}
                """);
    }

    private static Started start(String name, Map<String, String> environment, String run, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "org.vavl.cli.Main",
                "train",
                folder.resolve("run.yaml").toString(),
                "--out",
                folder.resolve(run).toString()));
        command.addAll(List.of(options));
        Path out = folder.resolve(name + ".out");
        Path err = folder.resolve(name + ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new Started(builder.start(), out, err);
    }

    @Test
    void processesOfOneMachineTrainTogetherAndTheFirstSpeaksForAll() throws Exception {
        Started run = start("local", Map.of(), "local", "--processes", "2");
        assertThat(run.end()).as(run.said()).isZero();
        assertThat(run.said())
                .contains("1 thread in each of 2 ranks")
                .containsPattern("\\d clips a second of 2 ranks; rank 0 spent .* on communication");
        assertThat(Files.readString(run.out()).lines())
                .singleElement()
                .asString()
                .contains("epoch 1 of 1 was the best");
        assertThat(folder.resolve("local/model.safetensors")).exists();
        assertThat(folder.resolve("local/run.lock")).doesNotExist();
    }

    @Test
    void ranksMeetAtAPortAndSlurmSaysWhoTheyAre() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String rendezvous = "127.0.0.1:" + port;
        Map<String, String> network = Map.of("GLOO_SOCKET_IFNAME", "lo");
        Map<String, String> slurm = Map.of("GLOO_SOCKET_IFNAME", "lo", "SLURM_PROCID", "1", "SLURM_NTASKS", "2");
        Started second = start("second", slurm, "elsewhere", "--rendezvous", rendezvous);
        Started first = start("first", network, "far", "--rendezvous", rendezvous, "--rank", "0", "--world-size", "2");
        assertThat(first.end()).as(first.said()).isZero();
        assertThat(second.end()).as(second.said()).isZero();
        assertThat(folder.resolve("far/model.safetensors")).exists();
        assertThat(folder.resolve("elsewhere")).doesNotExist();
        assertThat(Files.readString(first.out()).lines())
                .singleElement()
                .asString()
                .contains("was the best");
        assertThat(second.out()).isEmptyFile();
    }

    @Test
    void ifAProcessIsKilledTheCommandNamesItAndGoesOnLater() throws Exception {
        Started run = start("killed", Map.of(), "killed", "--processes", "2", "--set", MANY_EPOCHS);
        awaitCheckpoint(run, "killed");
        ProcessHandle victim = run.process()
                .children()
                .max(Comparator.comparingLong(ProcessHandle::pid))
                .orElseThrow();
        victim.destroyForcibly();
        assertThat(run.end()).isEqualTo(1);
        assertThat(run.said().lines().filter(line -> line.startsWith("vavl: ")))
                .singleElement()
                .asString()
                .contains("rank ", Long.toString(victim.pid()))
                .contains("goes on from the last checkpoint");
        Started again = start("again", Map.of(), "killed", "--processes", "3", "--set", MANY_EPOCHS);
        awaitLine(again, "going on after step");
        again.process().destroy();
        again.end();
        assertThat(again.said()).contains("which is kept");
    }

    private static void awaitCheckpoint(Started started, String run) throws Exception {
        Path checkpoint = folder.resolve(run).resolve("checkpoint.safetensors");
        for (int time = 0; time < 3000 && Files.notExists(checkpoint); time++) {
            Thread.sleep(100);
        }
        assertThat(checkpoint).as(started.said()).exists();
    }

    private static void awaitLine(Started run, String part) throws Exception {
        for (int time = 0;
                time < 3000
                        && !Files.readString(run.err(), StandardCharsets.UTF_8).contains(part);
                time++) {
            Thread.sleep(100);
        }
        assertThat(run.said()).contains(part);
    }

    @Test
    void theProcessesEndWithTheOneThatStartedThem() throws Exception {
        Started run = start("orphans", Map.of(), "orphans", "--processes", "2", "--set", MANY_EPOCHS);
        awaitCheckpoint(run, "orphans");
        List<ProcessHandle> ranks = run.process().children().toList();
        assertThat(ranks).hasSize(2);
        run.process().destroyForcibly().waitFor();
        for (ProcessHandle rank : ranks) {
            rank.onExit().get(60, TimeUnit.SECONDS);
        }
    }
}
