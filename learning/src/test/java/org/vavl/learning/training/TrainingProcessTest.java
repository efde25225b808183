package org.vavl.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TrainingProcessTest {
    private static final int EPOCHS = 4;
    private static final int CHECKPOINT_STEPS = 2;
    private static final int STEPS = Integer.getInteger("vavl.test.trainingSteps", 1000);

    @TempDir
    private Path folder;

    @Test
    void aTrainingThatIsKilledFiveTimesEndsWithTheSameModelBitForBit() throws Exception {
        Path whole = folder.resolve("whole");
        assertThat(finish(TrainingProcess.start(whole, EPOCHS, CHECKPOINT_STEPS)))
                .isZero();
        Path killed = folder.resolve("killed");
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int time = 0; time < 5; time++) {
            killAfterSteps(TrainingProcess.start(killed, EPOCHS, CHECKPOINT_STEPS), random);
        }
        assertThat(finish(TrainingProcess.start(killed, EPOCHS, CHECKPOINT_STEPS)))
                .isZero();
        assertThat(Files.mismatch(whole.resolve("model.safetensors"), killed.resolve("model.safetensors")))
                .as("seed %d", seed)
                .isEqualTo(-1);
        assertThat(Files.mismatch(whole.resolve("checkpoint.safetensors"), killed.resolve("checkpoint.safetensors")))
                .as("seed %d", seed)
                .isEqualTo(-1);
        try (var files = Files.list(killed)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactlyInAnyOrder(
                            "model.safetensors", "checkpoint.safetensors", "config.yaml", "history.csv", "curves.svg");
        }
    }

    /** SIGKILL after a few steps and a random time, so that it may hit a file that is being written. */
    private static void killAfterSteps(Process process, Random random) throws Exception {
        int steps = 1 + random.nextInt(5);
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < steps && output.readLine() != null; i++) {
                // as many lines as steps
            }
            Thread.sleep(random.nextInt(30));
            process.destroyForcibly().waitFor();
        }
    }

    private static int finish(Process process) throws IOException, InterruptedException {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            while (output.readLine() != null) {
                // until it ends
            }
        }
        return process.waitFor();
    }

    /** What is kept of every step, 20 KiB or more, would be seen. */
    @Test
    @EnabledOnOs(LINUX)
    void residentMemoryAfterManyStepsIsThatAfterThreeHundred() throws Exception {
        Process process = TrainingProcess.start(folder.resolve("long"), 10_000, 1_000_000);
        Map<Long, Long> resident = new TreeMap<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null && resident.size() < STEPS; line = output.readLine()) {
                String[] words = line.split(" ", -1);
                resident.put(Long.parseLong(words[1]), Long.parseLong(words[2]));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(resident).hasSize(STEPS);
        assertThat((double) resident.get((long) STEPS)).isLessThan(1.02 * resident.get(300L));
    }
}
