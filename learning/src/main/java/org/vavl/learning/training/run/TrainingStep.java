package org.vavl.learning.training.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.vavl.core.Seeds;
import org.vavl.core.clip.Clip;
import org.vavl.core.compute.Precision;
import org.vavl.learning.training.TrainingConfiguration;
import org.vavl.learning.training.UpdateStep;
import org.vavl.learning.training.augmentation.Augmentation;
import org.vavl.learning.training.augmentation.Mixup;
import org.vavl.learning.training.augmentation.ModalityDropout;
import org.vavl.model.Batch;
import org.vavl.model.inference.BatchAssembler;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.LibTorch;

/**
 * What a run does with one batch: every update that applies to it, in the model's order. What is drawn depends on the run's seed and the
 * step's number alone.
 *
 * @param training the run's settings
 * @param clips those for training
 * @param assembler makes batches of them
 * @param updates in the order in which they are made
 * @param precision of the products of matrices
 */
record TrainingStep(
        TrainingConfiguration training,
        List<Clip> clips,
        BatchAssembler assembler,
        List<UpdateStep> updates,
        Precision precision) {
    /**
     * Makes a step.
     *
     * @param rows the batch's clips, as indices
     * @param step over all epochs, from 0
     * @param factor of the learning rates
     * @return the loss of each update that was made, by the update's name
     */
    Map<String, Double> make(List<Integer> rows, long step, double factor) {
        long seed = Seeds.derive(training.seed(), "step", step);
        LibTorch.seed(seed);
        Map<String, Double> losses = new LinkedHashMap<>();
        try (PointerScope scope = new PointerScope()) {
            Batch batch = batch(rows, seed);
            for (UpdateStep update : updates) {
                if (update.update().appliesTo(batch)) {
                    String name = update.update().name();
                    double learningRate = factor * training.learningRateOf(name);
                    losses.put(name, update.make(batch, ForwardMode.training(precision), learningRate));
                }
            }
        }
        return losses;
    }

    /** The clips as this step shows them. */
    private Batch batch(List<Integer> rows, long seed) {
        Batch batch = assembler.assemble(
                rows.stream().map(clips::get).toList(), new Augmentation(training.augmentation(), seed));
        Batch mixed = new Mixup(training.mixup(), training.mixupShare(), seed).apply(batch);
        return new ModalityDropout(training.presentation(), seed).apply(mixed);
    }
}
