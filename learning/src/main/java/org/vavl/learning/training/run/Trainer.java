package org.vavl.learning.training.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.split.Split;
import org.vavl.learning.metrics.TaskMetrics;
import org.vavl.learning.training.EpochRecord;
import org.vavl.learning.training.ExponentialMovingAverage;
import org.vavl.learning.training.SelectionSettings;
import org.vavl.learning.training.TrainingConfiguration;
import org.vavl.learning.training.TrainingInterruptedException;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.TrainingResult;
import org.vavl.learning.training.TrainingStep;
import org.vavl.learning.training.UpdateStep;
import org.vavl.learning.training.augmentation.ModalityDropout;
import org.vavl.learning.training.parallel.RankSupport;
import org.vavl.learning.training.parallel.Ranks;
import org.vavl.learning.training.parallel.SharedLoss;
import org.vavl.learning.training.sampling.BatchSampler;
import org.vavl.model.EmotionModel;
import org.vavl.model.PredictionLoss;
import org.vavl.model.inference.BatchAssembler;
import org.vavl.model.inference.TrainedModel;
import org.vavl.nn.LibTorch;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.TorchDevice;

/**
 * Trains a model (Algorithm 1 of the paper): for each batch every update that applies to it, in the model's order; after each epoch the
 * model is measured on the development set, and the best is kept. A run that was interrupted goes on from its last checkpoint.
 */
public final class Trainer implements AutoCloseable {
    private final RunConfiguration configuration;
    private final TrainingListener listener;
    private final Ranks ranks;
    private final RunProvenance provenance;
    private final TrainedModel model;
    private final TrainedTensors tensors;
    private final RunRecords records;
    private final TrainingLoop loop;
    private final List<String> warnings;
    private final List<Clip> development;
    private final Precision precision;

    private Trainer(
            RunConfiguration configuration, Corpus corpus, RunFolder run, TrainingListener listener, Ranks ranks) {
        this.configuration = configuration;
        this.listener = listener;
        this.ranks = ranks;
        TrainingConfiguration training = configuration.training();
        TaskMetrics.require(configuration.task(), training.selection().metric());
        PredictionLoss loss = training.loss().forTask(configuration.task());
        Device device = TorchDevice.require(Device.parse(training.device()));
        prepareLibTorch(training);
        TrainingData data = TrainingData.of(configuration, corpus);
        warnings = UnseenClasses.warnings(configuration.task(), data.split());
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            EmotionModel network = opened.add(network(configuration, corpus, device), EmotionModel::close);
            TrainingNames.require(training, corpus.modalities(), network.updates());
            ModalityDropout.requireFits(training.presentation(), network.modalities());
            RankSupport.require(ranks, device, network);
            Map<Modality, FeatureStatistics> statistics = data.statistics(network);
            BatchSampler plan = data.plan(network, training);
            development = data.development(network);
            precision = Precision.parse(training.precision(), device, TorchDevice::hasBfloat16Products);
            provenance = new RunProvenance(configuration, corpus, data.split(), precision, ranks.count());
            model = new TrainedModel(network, statistics, corpus.extractors(), provenance.atStart());
            tensors = opened.add(tensors(network, training), TrainedTensors::close);
            List<UpdateStep> updates =
                    UpdateStep.all(network, tensors.optimiser(), loss, training.gradientClip(), new SharedLoss(ranks));
            TrainingStep step = new TrainingStep(
                    TrainingNames.meant(training, network),
                    data.clips(),
                    new BatchAssembler(configuration.task(), statistics, device),
                    updates,
                    precision,
                    ranks);
            records = new RunRecords(run, provenance.identity(), ranks);
            EpochValidation measurement = new EpochValidation(model, development, training, precision, ranks);
            loop = new TrainingLoop(training, plan, step, tensors, measurement, records, listener);
            opened.returned(loop);
        }
    }

    private static EmotionModel network(RunConfiguration configuration, Corpus corpus, Device device) {
        ParameterStore drawn =
                ParameterStore.initialised(device, configuration.training().seed());
        return configuration.model().build(corpus.modalities(), configuration.task(), drawn);
    }

    private static TrainedTensors tensors(EmotionModel network, TrainingConfiguration training) {
        ParameterStore parameters = network.parameters();
        return new TrainedTensors(
                parameters,
                training.optimiser().start(parameters.learnable()),
                new ExponentialMovingAverage(parameters.parameters(), training.averageDecay()));
    }

    private static void prepareLibTorch(TrainingConfiguration training) {
        LibTorch.setThreads(training.threadsHere());
        LibTorch.keepFreedMemory();
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
        try (Trainer trainer = new Trainer(configuration, corpus, run, listener, Ranks.alone())) {
            return trainer.run(Math.min(epochs, configuration.training().epochs()));
        }
    }

    /**
     * Trains to the end as one of several processes that share each batch. With dropout off the parameters are those of one process, up to rounding; the same
     * ranks and seed give the same bit for bit.
     *
     * @param configuration the same in all
     * @param corpus the same in all, open for as long as this takes
     * @param run the first rank's, where results and checkpoints go; what the others name is not touched
     * @param ranks who shares the work; they stay open
     * @throws VavlException also if another rank is lost, or the network or the device is not one that ranks can share
     * @see #train(RunConfiguration, Corpus, RunFolder, TrainingListener)
     */
    public static TrainingResult train(
            RunConfiguration configuration, Corpus corpus, RunFolder run, TrainingListener listener, Ranks ranks) {
        try (Trainer trainer = new Trainer(configuration, corpus, run, listener, ranks)) {
            return trainer.run(configuration.training().epochs());
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
        ranks.meet(provenance.digest());
        TrainingState state = records.restore(tensors);
        records.write(configuration);
        listener.started(provenance.describe(tensors.parameters()), state.step(), loop.steps());
        warnings.forEach(listener::warned);
        return end(loop.run(state, epochs));
    }

    private TrainingResult end(List<EpochRecord> history) {
        Path file = records.folder().model();
        EpochRecord best = history.get(selection().best(history));
        if (history.size() == configuration.training().epochs()
                && configuration.fusion() == RunConfiguration.FusionRule.WEIGHTED) {
            records.write(() -> TrainedFusion.write(file, development, precision, configuration.training()));
        }
        records.drawCurves(history, best, selection().metric(), listener);
        return new TrainingResult(file, best, history);
    }

    private SelectionSettings selection() {
        return configuration.training().selection();
    }

    @Override
    public void close() {
        tensors.close();
        model.close();
    }
}
