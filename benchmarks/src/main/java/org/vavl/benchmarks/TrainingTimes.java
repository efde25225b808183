package org.vavl.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.split.SplitRule;
import org.vavl.learning.training.EpochRecord;
import org.vavl.learning.training.TrainingConfiguration;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.run.RunConfiguration;
import org.vavl.learning.training.run.RunFolder;
import org.vavl.learning.training.run.Trainer;
import org.vavl.model.ModelConfiguration;

/**
 * Times a training as users start it: reading, batches, three updates, optimiser and all.
 *
 * @param model to be trained
 * @param batchSize B
 * @param precision as in a configuration
 * @param folder for the run; empty
 */
record TrainingTimes(ModelConfiguration model, int batchSize, String precision, Path folder) {
    /**
     * Times steps, all in one epoch.
     *
     * @return seconds of each; the first holds the start, too
     */
    List<Double> steps(int steps) {
        Laps laps = new Laps(steps);
        return measure(steps + 1, laps, new TrainingListener() {
            @Override
            public void stepDone(int epoch, long stepsDone, double loss) {
                laps.next();
            }
        });
    }

    /**
     * Times epochs, each of so many batches, and with a development set of one clip.
     *
     * @return seconds of each; the first holds the start, too
     */
    List<Double> epochs(int epochs, int batches) {
        Laps laps = new Laps(epochs);
        return measure(batches, laps, new TrainingListener() {
            @Override
            public void epochDone(EpochRecord epoch, boolean best) {
                laps.next();
            }
        });
    }

    private List<Double> measure(int batches, Laps laps, TrainingListener listener) {
        try (Corpus corpus = new RandomCorpus(batchSize * batches);
                RunFolder run = RunFolder.open(folder)) {
            Trainer.train(configuration(), corpus, run, listener);
        } catch (Enough e) {
            return laps.seconds;
        }
        throw new IllegalStateException("the training ended too early");
    }

    /** Thrown to end a training. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The seconds between one event and the next, until there are enough. */
    private static final class Laps {
        private final List<Double> seconds = new ArrayList<>();
        private final int most;
        private long last = System.nanoTime();

        Laps(int most) {
            this.most = most;
        }

        void next() {
            long now = System.nanoTime();
            seconds.add((now - last) / 1e9);
            last = now;
            if (seconds.size() == most) {
                throw new Enough();
            }
        }
    }

    private RunConfiguration configuration() {
        TrainingConfiguration training = TrainingConfiguration.defaultsFor(RandomCorpus.CLASSES).toBuilder()
                .epochs(10_000)
                .batchSize(batchSize)
                .precision(precision)
                .checkpointSteps(1_000_000)
                .build();
        return new RunConfiguration(
                "random",
                RandomCorpus.CLASSES,
                new SplitRule.Partition("given"),
                model,
                training,
                RunConfiguration.FusionRule.PAPER);
    }
}
