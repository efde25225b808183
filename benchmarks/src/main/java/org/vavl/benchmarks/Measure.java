package org.vavl.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.core.file.TemporaryFolder;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.vavl.VavlFamily;
import org.vavl.nn.LibTorch;
import org.vavl.nn.TorchDevice;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Does one piece of work and prints a line of JSON: the seconds of each repetition, threads, and the most memory that was resident. */
@Command(name = "measure", mixinStandardHelpOptions = true)
public final class Measure implements Callable<Integer> {
    /** What can be measured. */
    enum Work {
        TRAINING_STEP,
        EPOCH,
        WRITE_MODEL,
        ANSWER
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "WORK", description = "${COMPLETION-CANDIDATES}")
    private Work work;

    @Option(names = "--preset", defaultValue = "paper", description = "Preset of VAVL.")
    private String preset;

    @Option(names = "--precision", defaultValue = "auto", description = "float32, bfloat16 or auto.")
    private String precision;

    @Option(names = "--modalities", defaultValue = "av", description = "a, v or av.")
    private String modalities;

    @Option(names = "--clips", defaultValue = "32", description = "Clips in a batch.")
    private int clips;

    @Option(names = "--batches", defaultValue = "10", description = "Batches of an epoch.")
    private int batches;

    @Option(names = "--warmup", defaultValue = "2", description = "Repetitions that are not reported.")
    private int warmup;

    @Option(names = "--repetitions", defaultValue = "5", description = "Repetitions that are reported.")
    private int repetitions;

    @Option(names = "--model", defaultValue = "model.safetensors", description = "Model file to write or to ask.")
    private Path model;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    Measure() {}

    /** Runs {@code WORK [options]}. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Measure())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        ModelConfiguration configuration = ModelConfigurations.preset(new VavlFamily(), preset);
        switch (work) {
            case TRAINING_STEP, EPOCH -> print(training(configuration));
            case WRITE_MODEL -> Answers.writeModel(configuration, model);
            case ANSWER ->
                print(Answers.measure(
                        model,
                        asked(),
                        clips,
                        Precision.parse(precision, Device.CPU, TorchDevice::hasBfloat16Products),
                        warmup + repetitions));
        }
        return 0;
    }

    private List<Double> training(ModelConfiguration configuration) throws IOException {
        int times = warmup + repetitions;
        try (TemporaryFolder folder = TemporaryFolder.create("vavl-benchmark")) {
            TrainingTimes training = new TrainingTimes(configuration, clips, precision, folder.path());
            return work == Work.EPOCH ? training.epochs(times, batches) : training.steps(times);
        }
    }

    private List<Modality> asked() {
        return RandomCorpus.BOTH.stream()
                .filter(modality -> modalities.contains(modality.name().substring(0, 1)))
                .toList();
    }

    private void print(List<Double> seconds) throws JsonProcessingException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("seconds", seconds.subList(warmup, seconds.size()));
        line.put("threads", LibTorch.threads());
        line.put("peakResidentMiB", peakResidentMiB());
        spec.commandLine().getOut().println(JsonMapper.builder().build().writeValueAsString(line));
    }

    /** Linux says it in /proc; elsewhere −1. */
    private static long peakResidentMiB() {
        Path status = Path.of("/proc/self/status");
        try (Stream<String> lines = Files.exists(status) ? Files.lines(status) : Stream.empty()) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1L);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
