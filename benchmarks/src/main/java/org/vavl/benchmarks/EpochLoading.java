package org.vavl.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.folder.CorpusFolder;

/**
 * Loads two epochs as a training does. Writes a corpus of random features first where there is none.
 *
 * <p>Prints clips and bytes a second, the share of padding and the process's memory, for each epoch; the first may have to read the disk.
 */
public final class EpochLoading {
    private static final int CREMA_D = 7442;
    private static final int BATCH = 32;
    private static final int EPOCHS = 2;
    private static final double MEBIBYTE = 1 << 20;

    private EpochLoading() {}

    /** Runs {@code FOLDER [CLIPS]}; CREMA-D has 7,442 clips, which is the default. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        if (!Files.exists(folder)) {
            RandomCorpusFolder.write(folder, arguments.length > 1 ? Integer.parseInt(arguments[1]) : CREMA_D);
            print("after writing");
        }
        try (Corpus corpus = CorpusFolder.open(folder)) {
            print("corpus open");
            long begin = System.nanoTime();
            BatchLoading loading = new BatchLoading(corpus, BATCH);
            System.out.printf(
                    Locale.ROOT,
                    "%d clips looked at in %.1f s%n",
                    corpus.clips().size(),
                    secondsSince(begin));
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                load(loading, epoch, corpus.clips().size());
            }
        }
    }

    private static void load(BatchLoading loading, int epoch, int clips) throws IOException {
        long begin = System.nanoTime();
        long bytes = 0;
        for (List<Integer> batch : loading.plan().batches(epoch)) {
            bytes += loading.load(batch);
        }
        double seconds = secondsSince(begin);
        System.out.printf(
                Locale.ROOT,
                "epoch %d: %.1f s, %.0f clips/s, %.0f MiB/s of float32, %.2f %% padding%n",
                epoch,
                seconds,
                clips / seconds,
                bytes / MEBIBYTE / seconds,
                100 * loading.plan().padding(epoch));
        print("after epoch " + epoch);
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void print(String when) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            System.out.println(when + ": "
                    + lines.filter(line -> line.startsWith("VmHWM") || line.startsWith("Rss"))
                            .map(line -> line.replaceAll("\\s+", " "))
                            .collect(Collectors.joining(", ")));
        }
    }
}
