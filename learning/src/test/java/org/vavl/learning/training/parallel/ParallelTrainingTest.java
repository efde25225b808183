package org.vavl.learning.training.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeAll;
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
import org.vavl.learning.training.parallel.RankTraining.Kind;
import org.vavl.learning.training.run.RunFolder;
import org.vavl.learning.training.run.Trainer;
import org.vavl.nn.weights.TensorFiles;

@Tag("slow")
@EnabledOnOs(LINUX) // the network of the machine itself has other names elsewhere
class ParallelTrainingTest {
    private static final int EPOCHS = 4; // 50 steps or more
    private static final int KILLED = Integer.getInteger("vavl.test.killedRanks", 2);
    private static final double TOLERANCE = 1e-5;
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    /** Of those that wait for one that has stopped. */
    private static final Duration SHORT_TIMEOUT = Duration.ofSeconds(8);

    private static final Kind[] BY_TWO = {
        Kind.CROSS_ENTROPY, Kind.CCC, Kind.L1, Kind.MIXED, Kind.GRADIENT_DESCENT, Kind.AUXFORMER, Kind.DROPOUT
    };

    /** Runs are in it as {@code RANKS/KIND}. */
    @TempDir
    private static Path folder;

    private static Ended two;
    private static Ended three;
    private static Ended otherThree;

    /** What ranks printed, by rank, and their exit codes. */
    private record Ended(List<List<String>> lines, List<Integer> exitCodes) {
        String lastLine(int rank) {
            List<String> own = lines.get(rank);
            return own.get(own.size() - 1);
        }

        void requireWhole(Kind kind) {
            assertThat(exitCodes).as("%s", lines).containsOnly(0);
            assertThat(lines.get(0).stream().filter(line -> line.startsWith(kind + " step ")))
                    .hasSizeGreaterThanOrEqualTo(50);
        }
    }

    /** Starting processes takes longer than what they train: each trains several kinds. */
    @BeforeAll
    static void train() throws Exception {
        two = end(start("two", 2, BY_TWO));
        three = end(start("three", 3, Kind.DROPOUT, Kind.UAVM, Kind.SMALL_BATCHES));
        otherThree = end(start("other-three", 3, Kind.DROPOUT, Kind.UAVM));
    }

    private static RankProcess.Start ranks(String name, int count, Kind... kinds) throws IOException {
        Path store = Files.createTempDirectory(folder, "store").resolve("ranks");
        return new RankProcess.Start(folder.resolve(name), store, 0, count, EPOCHS, TIMEOUT, 0, List.of(kinds));
    }

    private static List<Process> start(String name, int count, Kind... kinds) throws IOException {
        RankProcess.Start ranks = ranks(name, count, kinds);
        List<Process> processes = new ArrayList<>();
        for (int rank = 0; rank < count; rank++) {
            processes.add(RankProcess.start(ranks.as(rank)));
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

    private static void trainAlone(Kind kind) {
        try (Corpus corpus = RankTraining.corpus();
                RunFolder run = RunFolder.open(folder.resolve("alone").resolve(kind.name()))) {
            Trainer.train(RankTraining.configuration(kind, EPOCHS), corpus, run, TrainingListener.SILENT);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CROSS_ENTROPY", "CCC", "L1", "MIXED", "GRADIENT_DESCENT", "AUXFORMER"})
    void twoRanksEndWithTheParametersOfOneProcess(Kind kind) throws Exception {
        two.requireWhole(kind);
        trainAlone(kind);
        assertThat(largestDifference("alone", "two", kind)).isLessThan(TOLERANCE);
        assertThat(Files.readString(file("two", kind, "config.yaml")))
                .isEqualTo(Files.readString(file("alone", kind, "config.yaml")));
    }

    private static Path file(String ranks, Kind kind, String name) {
        return folder.resolve(ranks).resolve(kind.name()).resolve(name);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"DROPOUT", "UAVM"})
    void theSameRanksEndWithTheSameModelBitForBit(Kind kind) throws Exception {
        three.requireWhole(kind);
        otherThree.requireWhole(kind);
        for (String name : List.of("model.safetensors", "checkpoint.safetensors", "history.csv")) {
            assertThat(Files.mismatch(file("three", kind, name), file("other-three", kind, name)))
                    .as(name)
                    .isEqualTo(-1);
        }
    }

    @Test
    void aRankThatIsKilledIsNamedAndTheRunGoesOnToTheSameEnd() throws Exception {
        two.requireWhole(Kind.DROPOUT);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int time = 0; time < KILLED; time++) {
            int victim = time % 2;
            List<Process> processes = start("killed", 2, Kind.DROPOUT);
            killAfterSteps(processes.get(victim), random);
            Ended ended = end(List.of(processes.get(1 - victim)));
            assertThat(ended.exitCodes()).as("seed %d", seed).containsOnly(1);
            assertThat(ended.lastLine(0))
                    .as("seed %d", seed)
                    .startsWith("failed: rank " + victim + " (")
                    .contains("process " + processes.get(victim).pid())
                    .contains("goes on from the last checkpoint");
        }
        Ended ended = end(start("killed", 2, Kind.DROPOUT));
        assertThat(ended.exitCodes()).as("seed %d, %s", seed, ended.lines()).containsOnly(0);
        assertThat(Files.mismatch(
                        file("two", Kind.DROPOUT, "checkpoint.safetensors"),
                        file("killed", Kind.DROPOUT, "checkpoint.safetensors")))
                .as("seed %d", seed)
                .isEqualTo(-1);
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

    /** The rank that is stopped waits before, so that the others cannot end without it. */
    @Test
    void aRankThatStopsIsNamedByTheOthersInTimeAndAnotherNumberGoesOnFromTheCheckpoint() throws Exception {
        RankProcess.Start ranks = ranks("stopped", 3, Kind.CROSS_ENTROPY).within(SHORT_TIMEOUT);
        List<Process> others = List.of(RankProcess.start(ranks), RankProcess.start(ranks.as(1)));
        Process victim = RankProcess.start(ranks.as(2).heldAfter(3));
        BufferedReader output = victim.inputReader(StandardCharsets.UTF_8);
        for (int step = 1; step <= 3; step++) {
            assertThat(output.readLine()).isEqualTo("CROSS_ENTROPY step " + step);
        }
        long begin = System.nanoTime();
        new ProcessBuilder("kill", "-STOP", Long.toString(victim.pid())).start().waitFor();
        Ended ended = end(others);
        double seconds = (System.nanoTime() - begin) / 1e9;
        victim.destroyForcibly().waitFor();
        assertThat(ended.exitCodes()).containsOnly(1);
        for (int rank = 0; rank < 2; rank++) {
            assertThat(ended.lastLine(rank)).startsWith("failed: rank 2 (");
        }
        assertThat(seconds).isLessThan(60); // two are not to wait for ever
        Ended goneOn = end(start("stopped", 2, Kind.CROSS_ENTROPY));
        assertThat(goneOn.exitCodes()).as("%s", goneOn.lines()).containsOnly(0);
        assertThat(goneOn.lines().get(0).get(0)).isEqualTo("CROSS_ENTROPY step 3");
        trainAlone(Kind.CROSS_ENTROPY);
        assertThat(largestDifference("alone", "stopped", Kind.CROSS_ENTROPY)).isLessThan(TOLERANCE);
    }

    @Test
    void moreRanksThanABatchHasClipsShareItToo() {
        three.requireWhole(Kind.SMALL_BATCHES);
        trainAlone(Kind.SMALL_BATCHES);
        assertThat(largestDifference("alone", "three", Kind.SMALL_BATCHES)).isLessThan(TOLERANCE);
    }

    @Test
    void aNetworkThatNormalisesOverTheBatchIsRefusedByAll() throws Exception {
        Ended ended = end(start("refused", 2, Kind.SFAV));
        assertThat(ended.exitCodes()).containsOnly(1);
        ended.lines()
                .forEach(lines -> assertThat(lines).singleElement().asString().contains("batch"));
    }

    @Test
    void ranksThatAreToTrainDifferentThingsAreRefused() throws Exception {
        RankProcess.Start first = ranks("different", 2, Kind.CCC);
        Ended ended = end(
                List.of(RankProcess.start(first), RankProcess.start(first.as(1).with(Kind.L1))));
        assertThat(ended.exitCodes()).containsOnly(1);
        ended.lines().forEach(lines -> assertThat(lines)
                .singleElement()
                .asString()
                .contains("rank 1")
                .contains("configurations"));
    }

    /** Between the parameters at the end of two runs. */
    private static double largestDifference(String one, String other, Kind kind) {
        try (PointerScope scope = new PointerScope();
                SafetensorsFile first = SafetensorsFile.open(file(one, kind, "checkpoint.safetensors"));
                SafetensorsFile second = SafetensorsFile.open(file(other, kind, "checkpoint.safetensors"))) {
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
