package org.vavl.learning.training;

import java.util.Map;
import org.vavl.learning.training.augmentation.ModalityAugmentation;
import org.vavl.learning.training.augmentation.ModalityDropoutSettings;
import org.vavl.learning.training.loss.LossSettings;
import org.vavl.learning.training.optimiser.OptimiserSettings;
import org.vavl.learning.training.optimiser.ScheduleSettings;
import org.vavl.learning.training.sampling.SamplerSettings;

/** Changes some settings of a training; {@link TrainingConfiguration} says what each is. Not thread-safe. */
public final class TrainingConfigurationBuilder {
    private int epochs;
    private int batchSize;
    private double learningRate;
    private Map<String, Double> learningRates;
    private OptimiserSettings optimiser;
    private ScheduleSettings schedule;
    private double gradientClip;
    private double averageDecay;
    private LossSettings loss;
    private SelectionSettings selection;
    private SamplerSettings sampler;
    private Map<String, ModalityAugmentation> augmentation;
    private double mixup;
    private double mixupShare;
    private Map<String, Double> missing;
    private ModalityDropoutSettings presentation;
    private long seed;
    private String precision;
    private String device;
    private int threads;
    private int checkpointSteps;

    TrainingConfigurationBuilder(TrainingConfiguration from) {
        epochs = from.epochs();
        batchSize = from.batchSize();
        learningRate = from.learningRate();
        learningRates = from.learningRates();
        optimiser = from.optimiser();
        schedule = from.schedule();
        gradientClip = from.gradientClip();
        averageDecay = from.averageDecay();
        loss = from.loss();
        selection = from.selection();
        sampler = from.sampler();
        augmentation = from.augmentation();
        mixup = from.mixup();
        mixupShare = from.mixupShare();
        missing = from.missing();
        presentation = from.presentation();
        seed = from.seed();
        precision = from.precision();
        device = from.device();
        threads = from.threads();
        checkpointSteps = from.checkpointSteps();
    }

    public TrainingConfigurationBuilder epochs(int value) {
        epochs = value;
        return this;
    }

    public TrainingConfigurationBuilder batchSize(int value) {
        batchSize = value;
        return this;
    }

    public TrainingConfigurationBuilder learningRate(double value) {
        learningRate = value;
        return this;
    }

    public TrainingConfigurationBuilder learningRates(Map<String, Double> value) {
        learningRates = value;
        return this;
    }

    public TrainingConfigurationBuilder optimiser(OptimiserSettings value) {
        optimiser = value;
        return this;
    }

    public TrainingConfigurationBuilder schedule(ScheduleSettings value) {
        schedule = value;
        return this;
    }

    public TrainingConfigurationBuilder gradientClip(double value) {
        gradientClip = value;
        return this;
    }

    public TrainingConfigurationBuilder averageDecay(double value) {
        averageDecay = value;
        return this;
    }

    public TrainingConfigurationBuilder loss(LossSettings value) {
        loss = value;
        return this;
    }

    public TrainingConfigurationBuilder selection(SelectionSettings value) {
        selection = value;
        return this;
    }

    public TrainingConfigurationBuilder sampler(SamplerSettings value) {
        sampler = value;
        return this;
    }

    public TrainingConfigurationBuilder augmentation(Map<String, ModalityAugmentation> value) {
        augmentation = value;
        return this;
    }

    public TrainingConfigurationBuilder mixup(double value) {
        mixup = value;
        return this;
    }

    public TrainingConfigurationBuilder mixupShare(double value) {
        mixupShare = value;
        return this;
    }

    public TrainingConfigurationBuilder missing(Map<String, Double> value) {
        missing = value;
        return this;
    }

    public TrainingConfigurationBuilder presentation(ModalityDropoutSettings value) {
        presentation = value;
        return this;
    }

    public TrainingConfigurationBuilder seed(long value) {
        seed = value;
        return this;
    }

    public TrainingConfigurationBuilder precision(String value) {
        precision = value;
        return this;
    }

    public TrainingConfigurationBuilder device(String value) {
        device = value;
        return this;
    }

    public TrainingConfigurationBuilder threads(int value) {
        threads = value;
        return this;
    }

    public TrainingConfigurationBuilder checkpointSteps(int value) {
        checkpointSteps = value;
        return this;
    }

    /**
     * The settings.
     *
     * @throws IllegalArgumentException if one is outside of its range
     */
    public TrainingConfiguration build() {
        return new TrainingConfiguration(
                epochs,
                batchSize,
                learningRate,
                learningRates,
                optimiser,
                schedule,
                gradientClip,
                averageDecay,
                loss,
                selection,
                sampler,
                augmentation,
                mixup,
                mixupShare,
                missing,
                presentation,
                seed,
                precision,
                device,
                threads,
                checkpointSteps);
    }
}
