package org.vavl.cli.extract;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vavl.cli.output.Progress;

/** Shows how far extraction has come, in bytes of the files. Safe for use by several threads. */
final class ExtractionProgress implements AutoCloseable {
    private static final long MEGABYTE = 1_000_000;
    private static final long KILOBYTE = 1_000;
    private static final long FEW = 10 * MEGABYTE;

    private final Map<ExtractionTask, Long> sizes = new HashMap<>();
    private final Map<ExtractionTask, Double> shares = new HashMap<>();
    private final Progress progress;
    private final long unit;
    private double bytes;

    ExtractionProgress(PrintWriter err, List<ExtractionTask> tasks) {
        tasks.forEach(task -> sizes.put(task, size(task)));
        long all = sizes.values().stream().mapToLong(Long::longValue).sum();
        unit = all < FEW ? KILOBYTE : MEGABYTE;
        progress = Progress.begin(err, "extract", 0, Math.max(1, all / unit), unit == KILOBYTE ? " kB" : " MB");
    }

    private static long size(ExtractionTask task) {
        try {
            return Files.size(task.media().file());
        } catch (IOException e) {
            return 0; // extracting it will say why
        }
    }

    /** A task has come so far, 0 to 1. */
    synchronized void at(ExtractionTask task, double share) {
        bytes += (share - shares.getOrDefault(task, 0.0)) * sizes.getOrDefault(task, 0L);
        shares.put(task, share);
        progress.stepTo((long) (bytes / unit), "");
    }

    @Override
    public void close() {
        progress.close();
    }
}
