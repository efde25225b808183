package org.vavl.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vavl.corpus.Corpus;
import org.vavl.corpus.SplitRule;
import org.vavl.model.ModelConfiguration;
import org.vavl.training.RunConfiguration;
import org.vavl.training.RunFolder;
import org.vavl.training.Trainer;
import org.vavl.training.TrainingConfiguration;
import org.vavl.training.TrainingListener;

/** Times the steps of a training as users start it: reading, batches, three updates, optimiser and all. */
final class TrainingSteps implements TrainingListener {
    private final List<Double> seconds = new ArrayList<>();
    private final int steps;
    private long last = System.nanoTime();

    private TrainingSteps(int steps) {
        this.steps = steps;
    }

    /** Thrown to end a training after enough steps. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Trains.
     *
     * @param model to be trained
     * @param batchSize B
     * @param precision as in a configuration
     * @param steps how many are made, all in one epoch
     * @param folder for the run; empty
     * @return seconds of each step; the first holds the start, too
     */
    static List<Double> measure(ModelConfiguration model, int batchSize, String precision, int steps, Path folder) {
        TrainingSteps times = new TrainingSteps(steps);
        try (Corpus corpus = new RandomCorpus(batchSize * (steps + 1));
                RunFolder run = RunFolder.open(folder)) {
            Trainer.train(configuration(model, batchSize, precision), corpus, run, times);
        } catch (Enough e) {
            return times.seconds;
        }
        throw new IllegalStateException("the training ended before " + steps + " steps");
    }

    private static RunConfiguration configuration(ModelConfiguration model, int batchSize, String precision) {
        TrainingConfiguration paper = TrainingConfiguration.defaultsFor(RandomCorpus.CLASSES);
        TrainingConfiguration training = new TrainingConfiguration(
                10_000,
                batchSize,
                paper.learningRate(),
                Map.of(),
                paper.optimiser(),
                paper.schedule(),
                0,
                0,
                paper.loss(),
                paper.selection(),
                paper.sampler(),
                Map.of(),
                0,
                1,
                Map.of(),
                paper.presentation(),
                1,
                precision,
                "cpu",
                0,
                1_000_000);
        return new RunConfiguration("random", RandomCorpus.CLASSES, new SplitRule.Partition("given"), model, training);
    }

    @Override
    public void stepDone(int epoch, long stepsDone, double loss) {
        long now = System.nanoTime();
        seconds.add((now - last) / 1e9);
        last = now;
        if (stepsDone >= steps) {
            throw new Enough();
        }
    }
}
