package org.vavl.learning.training.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vavl.core.compute.Device;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.parallel.RankProcess.Kind;
import org.vavl.learning.training.run.RunFolder;
import org.vavl.learning.training.run.Trainer;
import org.vavl.nn.weights.TensorFiles;

@Tag("slow")
@EnabledOnOs(LINUX) // the network of the machine itself has other names elsewhere
class ParallelTrainingTest {
    private static final int EPOCHS = 8; // 50 steps or more
    private static final int KILLED = Integer.getInteger("vavl.test.killedRanks", 2);
    private static final double TOLERANCE = 1e-5;

    @TempDir
    private Path folder;

    /** What ranks printed, by rank, and their exit codes. */
    private record Ended(List<List<String>> lines, List<Integer> exitCodes) {}

    private List<Process> start(Kind kind, String run, int count, int epochs) throws IOException {
        Path store = Files.createTempDirectory(folder, "store").resolve("ranks");
        List<Process> processes = new ArrayList<>();
        for (int rank = 0; rank < count; rank++) {
            processes.add(RankProcess.start(kind, folder.resolve(run), store, rank, count, epochs));
        }
        return processes;
    }

    private static Ended end(List<Process> processes) throws Exception {
        List<List<String>> lines = new ArrayList<>();
        List<Integer> exitCodes = new ArrayList<>();
        for (Process process : processes) {
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                lines.add(output.lines().toList());
            }
            exitCodes.add(process.waitFor());
        }
        return new Ended(lines, exitCodes);
    }

    private Ended train(Kind kind, String run, int count, int epochs) throws Exception {
        return end(start(kind, run, count, epochs));
    }

    private void trainAlone(Kind kind) {
        try (Corpus corpus = RankProcess.corpus();
                RunFolder run = RunFolder.open(folder.resolve("alone"))) {
            Trainer.train(RankProcess.configuration(kind, EPOCHS), corpus, run, TrainingListener.SILENT);
        }
    }

    private void trainToTheEnd(Kind kind, String run, int count) throws Exception {
        Ended ended = train(kind, run, count, EPOCHS);
        assertThat(ended.exitCodes()).as("%s", ended.lines()).containsOnly(0);
        assertThat(ended.lines().get(0).size()).isGreaterThanOrEqualTo(50);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CROSS_ENTROPY", "CCC", "L1", "MIXED", "GRADIENT_DESCENT", "AUXFORMER"})
    void twoRanksEndWithTheParametersOfOneProcess(Kind kind) throws Exception {
        trainAlone(kind);
        trainToTheEnd(kind, "shared", 2);
        assertThat(largestDifference("alone", "shared")).isLessThan(TOLERANCE);
        assertThat(Files.readString(folder.resolve("shared/config.yaml")))
                .isEqualTo(Files.readString(folder.resolve("alone/config.yaml")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"DROPOUT", "UAVM"})
    void theSameRanksEndWithTheSameModelBitForBit(Kind kind) throws Exception {
        trainToTheEnd(kind, "one", 3);
        trainToTheEnd(kind, "other", 3);
        for (String file : List.of("model.safetensors", "checkpoint.safetensors", "history.csv")) {
            assertThat(Files.mismatch(
                            folder.resolve("one").resolve(file),
                            folder.resolve("other").resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
    }

    @Test
    void aRankThatIsKilledIsNamedAndTheRunGoesOnToTheSameEnd() throws Exception {
        trainToTheEnd(Kind.DROPOUT, "whole", 2);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int time = 0; time < KILLED; time++) {
            int victim = random.nextInt(2);
            List<Process> processes = start(Kind.DROPOUT, "killed", 2, EPOCHS);
            killAfterSteps(processes.get(victim), random);
            Ended ended = end(List.of(processes.get(1 - victim)));
            List<String> lines = ended.lines().get(0);
            assertThat(ended.exitCodes()).as("seed %d", seed).containsOnly(1);
            assertThat(lines.get(lines.size() - 1))
                    .as("seed %d", seed)
                    .startsWith("failed: rank " + victim + " (")
                    .contains("process " + processes.get(victim).pid())
                    .contains("goes on from the last checkpoint");
        }
        trainToTheEndFrom("killed", 2);
        assertThat(Files.mismatch(
                        folder.resolve("whole/checkpoint.safetensors"),
                        folder.resolve("killed/checkpoint.safetensors")))
                .as("seed %d", seed)
                .isEqualTo(-1);
    }

    private void trainToTheEndFrom(String run, int count) throws Exception {
        Ended ended = train(Kind.DROPOUT, run, count, EPOCHS);
        assertThat(ended.exitCodes()).as("%s", ended.lines()).containsOnly(0);
    }

    private static void killAfterSteps(Process process, Random random) throws Exception {
        int steps = 1 + random.nextInt(8);
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (int i = 0; i < steps && output.readLine() != null; i++) {
            // as many lines as steps
        }
        Thread.sleep(random.nextInt(30));
        process.destroyForcibly().waitFor();
    }

    @Test
    void aRankThatStopsIsNamedByTheOthersInTime() throws Exception {
        List<Process> processes = start(Kind.CROSS_ENTROPY, "stopped", 3, 1000);
        Process victim = processes.get(2);
        BufferedReader output = victim.inputReader(StandardCharsets.UTF_8);
        assertThat(output.readLine()).isEqualTo("step 1");
        long begin = System.nanoTime();
        new ProcessBuilder("kill", "-STOP", Long.toString(victim.pid())).start().waitFor();
        Ended ended = end(processes.subList(0, 2));
        double seconds = (System.nanoTime() - begin) / 1e9;
        victim.destroyForcibly().waitFor();
        assertThat(ended.exitCodes()).containsOnly(1);
        for (List<String> lines : ended.lines()) {
            assertThat(lines.get(lines.size() - 1)).startsWith("failed: rank 2 (");
        }
        assertThat(seconds).isLessThan(4.0 * RankProcess.TIMEOUT.toSeconds()); // two are not to wait for ever
    }

    @Test
    void anotherNumberOfRanksGoesOnFromTheCheckpoint() throws Exception {
        trainAlone(Kind.CROSS_ENTROPY);
        List<Process> three = start(Kind.CROSS_ENTROPY, "moved", 3, EPOCHS);
        killAfterSteps(three.get(0), new Random(1));
        end(three.subList(1, 3));
        Ended two = train(Kind.CROSS_ENTROPY, "moved", 2, EPOCHS);
        assertThat(two.exitCodes()).as("%s", two.lines()).containsOnly(0);
        assertThat(two.lines().get(0).get(0)).isNotEqualTo("step 1");
        assertThat(largestDifference("alone", "moved")).isLessThan(TOLERANCE);
    }

    @Test
    void moreRanksThanABatchHasClipsShareItToo() throws Exception {
        trainAlone(Kind.SMALL_BATCHES);
        trainToTheEnd(Kind.SMALL_BATCHES, "many", 3);
        assertThat(largestDifference("alone", "many")).isLessThan(TOLERANCE);
    }

    @Test
    void aNetworkThatNormalisesOverTheBatchIsRefusedByAll() throws Exception {
        Ended ended = train(Kind.SFAV, "refused", 2, 1);
        assertThat(ended.exitCodes()).containsOnly(1);
        ended.lines()
                .forEach(lines -> assertThat(lines).singleElement().asString().contains("batch"));
    }

    @Test
    void ranksThatAreToTrainDifferentThingsAreRefused() throws Exception {
        Path store = folder.resolve("store");
        List<Process> processes = List.of(
                RankProcess.start(Kind.CCC, folder.resolve("different"), store, 0, 2, 1),
                RankProcess.start(Kind.L1, folder.resolve("different"), store, 1, 2, 1));
        Ended ended = end(processes);
        assertThat(ended.exitCodes()).containsOnly(1);
        ended.lines().forEach(lines -> assertThat(lines)
                .singleElement()
                .asString()
                .contains("rank 1")
                .contains("configurations"));
    }

    /** Between the parameters at the end of two runs. */
    private double largestDifference(String one, String other) {
        try (PointerScope scope = new PointerScope();
                SafetensorsFile first = SafetensorsFile.open(folder.resolve(one + "/checkpoint.safetensors"));
                SafetensorsFile second = SafetensorsFile.open(folder.resolve(other + "/checkpoint.safetensors"))) {
            List<String> names = first.entries().keySet().stream()
                    .filter(name -> name.startsWith("parameter."))
                    .toList();
            assertThat(names).hasSizeGreaterThan(50);
            return IntStream.range(0, names.size())
                    .mapToDouble(i -> TensorFiles.read(first, names.get(i), Device.CPU)
                            .sub(TensorFiles.read(second, names.get(i), Device.CPU))
                            .abs()
                            .max()
                            .item_double())
                    .max()
                    .orElseThrow();
        }
    }
}
