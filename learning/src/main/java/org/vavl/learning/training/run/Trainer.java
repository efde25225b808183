package org.vavl.learning.training.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.core.file.AtomicFile;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.split.Split;
import org.vavl.learning.metrics.TaskMetrics;
import org.vavl.learning.training.EpochRecord;
import org.vavl.learning.training.ExponentialMovingAverage;
import org.vavl.learning.training.SelectionSettings;
import org.vavl.learning.training.TrainingConfiguration;
import org.vavl.learning.training.TrainingInterruptedException;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.TrainingResult;
import org.vavl.learning.training.UpdateStep;
import org.vavl.learning.training.augmentation.MissingModalities;
import org.vavl.learning.training.augmentation.ModalityDropout;
import org.vavl.learning.training.optimiser.Optimiser;
import org.vavl.learning.training.run.TrainingState.LossSum;
import org.vavl.learning.training.sampling.BatchSampler;
import org.vavl.learning.training.sampling.ClipShape;
import org.vavl.model.EmotionModel;
import org.vavl.model.PredictionLoss;
import org.vavl.model.inference.BatchAssembler;
import org.vavl.model.inference.TrainedModel;
import org.vavl.nn.LibTorch;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.TorchDevice;
import org.vavl.recognition.inference.ClipLength;

/**
 * Trains a model (Algorithm 1 of the paper): for each batch every update that applies to it, in the model's order; after each epoch the
 * model is measured on the development set, and the best is kept. A run that was interrupted goes on from its last checkpoint.
 */
public final class Trainer implements AutoCloseable {
    private final RunConfiguration configuration;
    private final RunFolder run;
    private final TrainingListener listener;
    private final BatchSampler plan;
    private final TrainedModel model;
    private final Optimiser optimiser;
    private final ExponentialMovingAverage average;
    private final TrainingStep trainingStep;
    private final Checkpoint checkpoint;
    private final EpochValidation measurement;
    private final String description;
    private final List<String> warnings;
    private final List<Clip> development;
    private final Precision precision;
    private final long steps;
    private boolean interrupted;

    private Trainer(RunConfiguration configuration, Corpus corpus, RunFolder run, TrainingListener listener) {
        this.configuration = configuration;
        this.run = run;
        this.listener = listener;
        TrainingConfiguration training = configuration.training();
        TaskMetrics.require(configuration.task(), training.selection().metric());
        PredictionLoss loss = training.loss().forTask(configuration.task());
        Device device = TorchDevice.require(Device.parse(training.device()));
        prepareLibTorch(training);
        Split split = configuration.split().split(corpus, configuration.task());
        warnings = UnseenClasses.warnings(configuration.task(), split);
        List<Clip> clips = new MissingModalities(training.missing(), training.seed())
                .apply(split.clips(Part.TRAIN), corpus.modalities());
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            EmotionModel network = opened.add(
                    configuration
                            .model()
                            .build(
                                    corpus.modalities(),
                                    configuration.task(),
                                    ParameterStore.initialised(device, training.seed())),
                    EmotionModel::close);
            TrainingNames.require(training, corpus.modalities(), network.updates());
            ModalityDropout.requireFits(training.presentation(), network.modalities());
            Map<Modality, FeatureStatistics> statistics = statistics(network, clips);
            List<ClipShape> shapes =
                    ClipShape.ofAll(clips, network, training.sampler().balanced());
            plan = new BatchSampler(shapes, training.sampler(), training.batchSize(), training.seed());
            split.clips(Part.DEVELOPMENT)
                    .forEach(clip -> ClipLength.of(clip, network.modalities(), network::mostFrames));
            development = split.clips(Part.DEVELOPMENT);
            steps = (long) plan.batches(0).size() * training.epochs();
            precision = Precision.parse(training.precision(), device, TorchDevice::hasBfloat16Products);
            RunProvenance provenance = new RunProvenance(configuration, corpus, split, precision);
            model = new TrainedModel(network, statistics, corpus.extractors(), provenance.atStart());
            optimiser =
                    opened.add(training.optimiser().start(network.parameters().learnable()), Optimiser::close);
            average = opened.add(
                    new ExponentialMovingAverage(network.parameters().parameters(), training.averageDecay()),
                    ExponentialMovingAverage::close);
            BatchAssembler assembler = new BatchAssembler(configuration.task(), statistics, device);
            List<UpdateStep> updates = UpdateStep.all(network, optimiser, loss, training.gradientClip());
            trainingStep =
                    new TrainingStep(TrainingNames.meant(training, network), clips, assembler, updates, precision);
            checkpoint = new Checkpoint(run.checkpoint(), provenance.digest());
            measurement = new EpochValidation(model, development, training, precision);
            description = opened.returned(provenance.describe(network.parameters()));
        }
    }

    private static void prepareLibTorch(TrainingConfiguration training) {
        LibTorch.setThreads(training.threadsHere());
        LibTorch.keepFreedMemory();
    }

    /** Of the clips for training, as far as the network's modalities are normalised. */
    private static Map<Modality, FeatureStatistics> statistics(EmotionModel network, List<Clip> clips) {
        Map<Modality, FeatureStatistics> statistics = new LinkedHashMap<>();
        for (Modality modality : network.modalities()) {
            statistics.put(
                    modality,
                    network.takesRaw(modality)
                            ? FeatureStatistics.none(modality.width())
                            : FeatureStatistics.measure(modality, clips));
        }
        return statistics;
    }

    /**
     * Trains to the end.
     *
     * @param configuration all that the run is made from
     * @param corpus open for as long as this takes
     * @param run where results and checkpoints go; a run of the same configuration and corpus goes on there
     * @param listener is notified of progress
     * @throws TrainingInterruptedException if this thread is interrupted; what was trained until then is kept
     * @throws VavlException if the configuration does not fit the corpus, the folder holds another run, or training diverges
     */
    public static TrainingResult train(
            RunConfiguration configuration, Corpus corpus, RunFolder run, TrainingListener listener) {
        return train(configuration, corpus, run, configuration.training().epochs(), listener);
    }

    /**
     * Trains to the end of an epoch, from where the same training goes on another time. What was trained is bit for bit what it is in a training to the
     * end: the learning rate falls over the configuration's epochs, not over these.
     *
     * @param epochs how many are done afterwards, at least 1; nothing is done if they were before
     * @see #train(RunConfiguration, Corpus, RunFolder, TrainingListener)
     */
    public static TrainingResult train(
            RunConfiguration configuration, Corpus corpus, RunFolder run, int epochs, TrainingListener listener) {
        if (epochs < 1) {
            throw new IllegalArgumentException("training up to epoch " + epochs + ": must be at least 1");
        }
        try (Trainer trainer = new Trainer(configuration, corpus, run, listener)) {
            return trainer.run(Math.min(epochs, configuration.training().epochs()));
        }
    }

    /**
     * A digest of all that decides how a training goes: its configuration and corpus, what precision {@code auto} and 0 threads come to on this machine,
     * and the versions of Vavl and libtorch. Checkpoints and results bear it, so that none is taken for another's.
     */
    public static String digest(RunConfiguration configuration, Corpus corpus) {
        TrainingConfiguration training = configuration.training();
        Split split = configuration.split().split(corpus, configuration.task());
        Precision precision = Precision.parse(
                training.precision(), Device.parse(training.device()), TorchDevice::hasBfloat16Products);
        return new RunProvenance(configuration, corpus, split, precision).digest();
    }

    private TrainingResult run(int epochs) {
        TrainingState state = checkpoint.restore(model.network().parameters(), optimiser, average);
        keep(() -> AtomicFile.write(run.configuration(), configuration.toYaml()));
        listener.started(description, state.step(), steps);
        warnings.forEach(listener::warned);
        while (state.epoch() < epochs) {
            state = epoch(state);
        }
        List<EpochRecord> history = state.history();
        EpochRecord best = history.get(selection().best(history));
        if (history.size() == configuration.training().epochs()
                && configuration.fusion() == RunConfiguration.FusionRule.WEIGHTED) {
            keep(() -> TrainedFusion.write(run.model(), development, precision, configuration.training()));
        }
        drawCurves(history, best);
        return new TrainingResult(run.model(), best, history);
    }

    private SelectionSettings selection() {
        return configuration.training().selection();
    }

    /** A machine without fonts can train; it only gets no picture. */
    private void drawCurves(List<EpochRecord> history, EpochRecord best) {
        try {
            keep(() -> TrainingCurves.draw(history, best, selection().metric(), run.curves()));
        } catch (VavlException e) {
            listener.warned("no picture of the training: " + e.getMessage());
        }
    }

    /** Makes the rest of an epoch's steps and measures it. */
    private TrainingState epoch(TrainingState state) {
        List<List<Integer>> batches = plan.batches(state.epoch());
        List<Double> scores = measurement.scores(state.history());
        Map<String, LossSum> losses = new TreeMap<>(state.losses());
        long step = state.step();
        for (int b = state.batch(); b < batches.size(); b++) {
            double factor = configuration.training().schedule().factor(step, steps, state.epoch(), scores);
            Map<String, Double> made = trainingStep.make(batches.get(b), step, factor);
            made.forEach((update, loss) -> losses.merge(update, new LossSum(loss, 1), (sum, one) -> sum.plus(loss)));
            average.add(step);
            step++;
            listener.stepDone(
                    state.epoch() + 1,
                    step,
                    made.values().stream().mapToDouble(loss -> loss).sum());
            interrupted |= Thread.interrupted();
            boolean due = interrupted || step % configuration.training().checkpointSteps() == 0;
            if (due && b + 1 < batches.size()) {
                write(new TrainingState(state.epoch(), b + 1, step, losses, state.history(), optimiser.steps()));
                requireNotInterrupted(step);
            }
        }
        return endOfEpoch(state, step, losses);
    }

    private TrainingState endOfEpoch(TrainingState state, long step, Map<String, LossSum> losses) {
        Map<String, Double> means = new TreeMap<>();
        losses.forEach((update, sum) -> means.put(update, sum.mean()));
        List<EpochRecord> history = new ArrayList<>(state.history());
        average.withAveragedParameters(() -> {
            history.add(measurement.measure(state.epoch() + 1, means));
            if (isBest(history)) {
                keep(() -> measurement.writeModel(run.model(), history.get(history.size() - 1)));
            }
        });
        TrainingState next = new TrainingState(state.epoch() + 1, 0, step, Map.of(), history, optimiser.steps());
        keep(() -> TrainingHistory.write(run, history));
        write(next);
        listener.epochDone(history.get(history.size() - 1), isBest(history));
        requireNotInterrupted(step);
        return next;
    }

    private void requireNotInterrupted(long step) {
        if (interrupted) {
            throw new TrainingInterruptedException("interrupted after step " + step + " of " + steps
                    + ", which is kept: the same training goes on from there");
        }
    }

    private boolean isBest(List<EpochRecord> history) {
        return selection().best(history) == history.size() - 1;
    }

    private void write(TrainingState state) {
        keep(() -> checkpoint.write(state, model.network().parameters(), optimiser, average));
    }

    /** Writes a file whole, whenever this thread is interrupted: what was trained until then is kept. */
    private void keep(Runnable write) {
        interrupted |= UninterruptedWriting.run(write);
    }

    @Override
    public void close() {
        average.close();
        optimiser.close();
        model.close();
    }
}
