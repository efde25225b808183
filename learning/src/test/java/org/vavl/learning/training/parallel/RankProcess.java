package org.vavl.learning.training.parallel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.parallel.RankTraining.Kind;
import org.vavl.learning.training.run.RunConfiguration;
import org.vavl.learning.training.run.RunFolder;
import org.vavl.learning.training.run.Trainer;

/**
 * A rank in a process of its own: {@code FOLDER STORE RANK COUNT EPOCHS TIMEOUT_SECONDS HELD_STEP KIND…}. Trains one kind after the other, each into a folder of its name.
 * Prints {@code KIND step N} after every step and, if one fails with a message, that as {@code failed: …}, and ends. After step HELD_STEP, if that is not 0, it waits until its input ends.
 */
final class RankProcess {
    private RankProcess() {}

    public static void main(String[] arguments) {
        Start start = Start.parse(List.of(arguments));
        RankSettings settings = new RankSettings(
                new Rendezvous.SharedFile(start.store()), start.rank(), start.count(), start.timeout());
        try (Ranks ranks = Ranks.join(settings);
                Corpus corpus = RankTraining.corpus()) {
            start.kinds().forEach(kind -> run(start, kind, corpus, ranks));
        } catch (VavlException e) {
            System.out.println("failed: " + e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(Start start, Kind kind, Corpus corpus, Ranks ranks) {
        Path folder = start.folder().resolve(kind.name());
        try (RunFolder run = ranks.isFirst() ? RunFolder.open(folder) : RunFolder.ofFirstRank(folder)) {
            train(RankTraining.configuration(kind, start.epochs()), corpus, run, ranks, steps(kind, start.heldStep()));
        }
    }

    private static void train(
            RunConfiguration configuration, Corpus corpus, RunFolder run, Ranks ranks, TrainingListener listener) {
        try {
            Trainer.train(configuration, corpus, run, listener, ranks);
        } catch (VavlException e) {
            ranks.failed(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private static TrainingListener steps(Kind kind, int heldStep) {
        return new TrainingListener() {
            @Override
            public void stepDone(int epoch, long stepsDone, double loss) {
                System.out.println(kind + " step " + stepsDone);
                System.out.flush();
                if (stepsDone == heldStep) {
                    awaitEndOfInput();
                }
            }
        };
    }

    private static void awaitEndOfInput() {
        try {
            System.in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a process is started with.
     *
     * @param folder has a folder for each kind
     * @param store a file that there is not yet, in which the ranks meet
     * @param heldStep 0 for none
     */
    record Start(
            Path folder,
            Path store,
            int rank,
            int count,
            int epochs,
            Duration timeout,
            int heldStep,
            List<Kind> kinds) {
        static Start parse(List<String> words) {
            return new Start(
                    Path.of(words.get(0)),
                    Path.of(words.get(1)),
                    Integer.parseInt(words.get(2)),
                    Integer.parseInt(words.get(3)),
                    Integer.parseInt(words.get(4)),
                    Duration.ofSeconds(Long.parseLong(words.get(5))),
                    Integer.parseInt(words.get(6)),
                    words.subList(7, words.size()).stream().map(Kind::valueOf).toList());
        }

        /** The same for another rank. */
        Start as(int other) {
            return new Start(folder, store, other, count, epochs, timeout, heldStep, kinds);
        }

        Start with(Kind... others) {
            return new Start(folder, store, rank, count, epochs, timeout, heldStep, List.of(others));
        }

        Start within(Duration other) {
            return new Start(folder, store, rank, count, epochs, other, heldStep, kinds);
        }

        Start heldAfter(int step) {
            return new Start(folder, store, rank, count, epochs, timeout, step, kinds);
        }

        List<String> words() {
            List<String> words = new ArrayList<>(List.of(
                    folder.toString(),
                    store.toString(),
                    Integer.toString(rank),
                    Integer.toString(count),
                    Integer.toString(epochs),
                    Long.toString(timeout.toSeconds()),
                    Integer.toString(heldStep)));
            kinds.forEach(kind -> words.add(kind.name()));
            return words;
        }
    }

    /** Starts one; its compiler spends little, since the process does not live long. */
    static Process start(Start start) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RankProcess.class.getName()));
        command.addAll(start.words());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("GLOO_SOCKET_IFNAME", "lo");
        return builder.start();
    }
}
