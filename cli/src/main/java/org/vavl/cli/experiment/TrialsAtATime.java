package org.vavl.cli.experiment;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.training.run.RunConfiguration;
import org.vavl.model.EmotionModel;
import org.vavl.model.ParameterCounts;
import org.vavl.nn.ParameterStore;

/** How many trials this machine can make at a time: as many as its cores and its free memory have room for. */
final class TrialsAtATime {
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
    private static final long KILOBYTE = 1024;

    /** What a process needs before it has a network: Java, libtorch, a batch. */
    private static final long FIXED = 1L << 30;

    /** For each parameter: itself, gradient, Adam's two means, and what a batch leaves behind; an estimate. */
    private static final long BYTES_PER_PARAMETER = 64;

    private TrialsAtATime() {}

    static int of(List<Trial> trials, Corpus corpus) {
        List<RunConfiguration> first = trials.stream()
                .filter(trial -> trial.number() == 1)
                .map(Trial::run)
                .toList();
        return of(first, trials.size(), corpus);
    }

    /**
     * The same of any trainings.
     *
     * @param runs one for each size that there is
     * @param all how many there are
     */
    static int of(List<RunConfiguration> runs, int all, Corpus corpus) {
        int cores = Runtime.getRuntime().availableProcessors();
        int threads = runs.stream()
                .mapToInt(run -> run.training().threads())
                .map(number -> number == 0 ? cores : number)
                .max()
                .orElse(cores);
        long bytes = runs.stream()
                .mapToLong(run -> FIXED + BYTES_PER_PARAMETER * parameters(run, corpus))
                .max()
                .orElse(FIXED);
        long room = Math.min(cores / threads, availableMemory() / bytes);
        return (int) Math.max(1, Math.min(all, room));
    }

    private static long parameters(RunConfiguration run, Corpus corpus) {
        try (EmotionModel shapes = run.model().build(corpus.modalities(), run.task(), ParameterStore.shapesOnly())) {
            return ParameterCounts.of(shapes).total();
        }
    }

    /** Linux says how much it could free; elsewhere what is free must do. */
    private static long availableMemory() {
        return ofLinux().orElseGet(() -> ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                .getFreeMemorySize());
    }

    private static Optional<Long> ofLinux() {
        try {
            Matcher available = AVAILABLE.matcher(Files.readString(MEMORY));
            return available.find() ? Optional.of(Long.parseLong(available.group(1)) * KILOBYTE) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
