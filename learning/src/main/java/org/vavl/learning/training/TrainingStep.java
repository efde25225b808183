package org.vavl.learning.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.vavl.core.Seeds;
import org.vavl.core.clip.Clip;
import org.vavl.core.compute.Precision;
import org.vavl.learning.training.augmentation.Augmentation;
import org.vavl.learning.training.augmentation.Mixup;
import org.vavl.learning.training.augmentation.ModalityDropout;
import org.vavl.learning.training.augmentation.ModalityDropoutSettings;
import org.vavl.learning.training.parallel.Ranks;
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
 * @param ranks among which each batch is shared out
 */
public record TrainingStep(
        TrainingConfiguration training,
        List<Clip> clips,
        BatchAssembler assembler,
        List<UpdateStep> updates,
        Precision precision,
        Ranks ranks) {
    /**
     * Makes a step.
     *
     * @param rows the batch's clips, as indices
     * @param step over all epochs, from 0
     * @param factor of the learning rates
     * @return the loss of each update that was made, by the update's name
     */
    public Map<String, Double> make(List<Integer> rows, long step, double factor) {
        long seed = Seeds.derive(training.seed(), "step", step);
        LibTorch.seed(ranks.isFirst() ? seed : Seeds.derive(seed, "rank", ranks.rank()));
        Map<String, Double> losses = new LinkedHashMap<>();
        try (PointerScope scope = new PointerScope()) {
            Batch batch = batch(rows, seed);
            for (UpdateStep update : updates) {
                String name = update.update().name();
                double learningRate = factor * training.learningRateOf(name);
                update.make(batch, ForwardMode.training(precision), learningRate)
                        .ifPresent(loss -> losses.put(name, loss));
            }
        }
        return losses;
    }

    /** What this rank has of the clips as the step shows them, and of what is made of them for all. */
    private Batch batch(List<Integer> rows, long seed) {
        if (!ranks.areSeveral()) {
            return shown(rows, seed);
        }
        boolean apart = training.mixup() == 0 && training.presentation() instanceof ModalityDropoutSettings.All;
        List<Integer> places = IntStream.range(0, rows.size()).boxed().toList();
        return apart ? augmented(rows, ranks.share(places), seed) : RankShare.of(shown(rows, seed), ranks);
    }

    private Batch shown(List<Integer> rows, long seed) {
        List<Integer> places = IntStream.range(0, rows.size()).boxed().toList();
        Batch mixed = new Mixup(training.mixup(), training.mixupShare(), seed).apply(augmented(rows, places, seed));
        return new ModalityDropout(training.presentation(), seed).apply(mixed);
    }

    /** Some of a batch's clips; what is drawn for one depends on its place in the whole batch. */
    private Batch augmented(List<Integer> rows, List<Integer> places, long seed) {
        Augmentation augmentation = new Augmentation(training.augmentation(), seed);
        return assembler.assemble(
                places.stream().map(place -> clips.get(rows.get(place))).toList(),
                (modality, row, frames) -> augmentation.apply(modality, places.get(row), frames));
    }
}
