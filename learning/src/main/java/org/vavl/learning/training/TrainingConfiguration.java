package org.vavl.learning.training;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.vavl.core.clip.Task;
import org.vavl.learning.training.augmentation.ModalityAugmentation;
import org.vavl.learning.training.augmentation.ModalityDropoutSettings;
import org.vavl.learning.training.loss.LossSettings;
import org.vavl.learning.training.optimiser.AdamSettings;
import org.vavl.learning.training.optimiser.OptimiserSettings;
import org.vavl.learning.training.optimiser.ScheduleSettings;
import org.vavl.learning.training.sampling.SamplerSettings;

/**
 * How a network is trained.
 *
 * @param epochs passes over the training set, at least 1
 * @param batchSize the most clips in a batch, at least 1
 * @param learningRate above 0
 * @param learningRates of single updates, by the update's name, such as {@code joint}; those that are not there have {@code learningRate}
 * @param optimiser which optimiser, and its other settings
 * @param schedule how the learning rate changes
 * @param gradientClip the largest norm of an update's gradient, above which it is scaled down; 0 for none
 * @param averageDecay of the exponential moving average of the parameters, which is what is measured and kept, from 0 (none) to below 1
 * @param loss what is minimised
 * @param selection which epoch is kept
 * @param sampler how clips are put into batches
 * @param augmentation by the modality's name
 * @param mixup α of mixup (Zhang et al. 2018), which mixes each clip of a batch with one drawn of it, at least 0; 0 for none
 * @param mixupShare of the clips that are mixed, from 0 to 1
 * @param missing by the modality's name, the share of the training clips with several modalities from which it is taken away, from 0 to 1, to
 *     see how training fares without; no clip loses two, so that the shares add up to 1 at most. Development and test clips keep
 *     theirs
 * @param presentation which modalities a batch shows
 * @param seed from which everything is drawn
 * @param precision {@code auto}, {@code float32} or {@code bfloat16}
 * @param device {@code cpu} or {@code cuda:N}
 * @param threads that one operation may use; 0 for as many as there are processors
 * @param checkpointSteps steps from one checkpoint to the next; one is also written after every epoch
 */
public record TrainingConfiguration(
        int epochs,
        int batchSize,
        double learningRate,
        Map<String, Double> learningRates,
        OptimiserSettings optimiser,
        ScheduleSettings schedule,
        double gradientClip,
        double averageDecay,
        LossSettings loss,
        SelectionSettings selection,
        SamplerSettings sampler,
        Map<String, ModalityAugmentation> augmentation,
        double mixup,
        double mixupShare,
        Map<String, Double> missing,
        ModalityDropoutSettings presentation,
        long seed,
        String precision,
        String device,
        int threads,
        int checkpointSteps) {
    /** Checks the ranges, and sorts the maps, so that a configuration is always written in the same way. */
    public TrainingConfiguration {
        requireWithin("epochs", epochs, 1, 1_000_000);
        requireWithin("batchSize", batchSize, 1, 65_536);
        requireWithin("threads", threads, 0, 4096);
        requireWithin("checkpointSteps", checkpointSteps, 1, Integer.MAX_VALUE);
        requireRate("learningRate", learningRate);
        learningRates = Collections.unmodifiableMap(new TreeMap<>(learningRates));
        learningRates.forEach((update, rate) -> requireRate("learningRates." + update, rate));
        if (!(gradientClip >= 0)) {
            throw new IllegalArgumentException("gradientClip is " + gradientClip + ", and must be at least 0");
        }
        if (!(averageDecay >= 0 && averageDecay < 1)) {
            throw new IllegalArgumentException("averageDecay is " + averageDecay + ", and must be from 0 to below 1");
        }
        if (!(mixup >= 0 && mixup <= 100)) {
            throw new IllegalArgumentException("mixup is " + mixup + ", and must be from 0 to 100");
        }
        if (!(mixupShare >= 0 && mixupShare <= 1)) {
            throw new IllegalArgumentException("mixupShare is " + mixupShare + ", and must be from 0 to 1");
        }
        if (selection.fromEpoch() > epochs) {
            throw new IllegalArgumentException("selection.fromEpoch is " + selection.fromEpoch()
                    + ", and must be from 1 to the number of epochs, " + epochs);
        }
        missing = Collections.unmodifiableMap(new TreeMap<>(missing));
        requireShares(missing);
        augmentation = Collections.unmodifiableMap(new TreeMap<>(augmentation));
    }

    private static void requireRate(String name, double rate) {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException(name + " is " + rate + ", and must be above 0");
        }
    }

    private static void requireShares(Map<String, Double> missing) {
        double total = 0;
        for (Map.Entry<String, Double> share : missing.entrySet()) {
            if (!(share.getValue() >= 0 && share.getValue() <= 1)) {
                throw new IllegalArgumentException(
                        "missing." + share.getKey() + " is " + share.getValue() + ", and must be from 0 to 1");
            }
            total += share.getValue();
        }
        if (total > 1 + 1e-9) {
            throw new IllegalArgumentException(
                    "the shares of missing " + missing + " add up to " + total + ", and must to 1 at most");
        }
    }

    /** A builder that starts with these settings. */
    public TrainingConfigurationBuilder toBuilder() {
        return new TrainingConfigurationBuilder(this);
    }

    /** The learning rate of an update, before the schedule. */
    public double learningRateOf(String update) {
        return learningRates.getOrDefault(update, learningRate);
    }

    private static void requireWithin(String name, int value, int minimum, int maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", and must be from " + minimum + " to " + maximum);
        }
    }

    /** The paper's settings (section 4.3) for a task. */
    public static TrainingConfiguration defaultsFor(Task task) {
        return new TrainingConfiguration(
                20,
                32,
                5e-5,
                Map.of(),
                AdamSettings.defaults(),
                ScheduleSettings.defaults(),
                0,
                0,
                LossSettings.defaultsFor(task),
                SelectionSettings.defaultsFor(task),
                SamplerSettings.defaults(),
                Map.of(),
                0,
                1,
                Map.of(),
                new ModalityDropoutSettings.All(),
                1,
                "auto",
                "cpu",
                0,
                500);
    }

    /** How many threads a training has on this machine: as many as it has processors where the setting is 0. */
    public int threadsHere() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }
}
