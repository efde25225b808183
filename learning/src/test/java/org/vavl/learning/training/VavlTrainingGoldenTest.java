package org.vavl.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.vavl.model.vavl.RandomClips.BOTH;
import static org.vavl.model.vavl.RandomClips.CLASSES;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.learning.training.loss.LossSettings;
import org.vavl.learning.training.optimiser.Adam;
import org.vavl.learning.training.optimiser.AdamSettings;
import org.vavl.learning.training.parallel.Ranks;
import org.vavl.learning.training.parallel.SharedLoss;
import org.vavl.model.Batch;
import org.vavl.model.EmotionModel;
import org.vavl.model.GoldenTensors;
import org.vavl.model.ModalityBatch;
import org.vavl.model.Update;
import org.vavl.model.vavl.VavlConfiguration;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;

/** Algorithm 1 against PyTorch, which sees each clip alone and without padding; see {@code tools/fixtures/vavl_training.py}. */
class VavlTrainingGoldenTest {
    private static final int STEPS = 3;
    private static final int CLIPS = 5;
    private static final double LEARNING_RATE = 0.01;
    private static final AdamSettings ADAM = new AdamSettings(0.01, 0.9, 0.99, 1e-3);
    private static final VavlConfiguration SIZES =
            new VavlConfiguration(12, 3, 2, 1, 20, 5, 6, 5, List.of(10, 8), 0, 0, true, true, true);
    private static final Map<String, List<Integer>> ROWS =
            Map.of("acoustic", List.of(0, 1, 2, 3), "visual", List.of(0, 1, 2, 4));

    @TempDir
    private Path folder;

    @Test
    void lossesAndParametersOfSeveralBatchesWithUnpairedClipsAreThoseOfPyTorch() throws IOException {
        try (PointerScope scope = new PointerScope();
                EmotionModel model = SIZES.build(BOTH, CLASSES, ParameterStore.uninitialised(Device.CPU));
                Adam adam = new Adam(ADAM, model.parameters().parameters())) {
            GoldenTensors golden = GoldenTensors.read("vavl/training.safetensors", folder);
            model.parameters().load(golden.below("before."), "the golden file");
            for (int step = 0; step < STEPS; step++) {
                Map<String, Double> losses = train(model, adam, batch(golden, step));
                Map<String, Tensor> expected = golden.below(step + ".loss.");
                assertThat(losses).containsOnlyKeys(expected.keySet());
                expected.forEach((update, loss) ->
                        assertThat(losses.get(update)).as(update).isCloseTo(loss.item_double(), within(1e-5)));
            }
            Map<String, Tensor> after = golden.below("after.");
            assertThat(after).hasSameSizeAs(model.parameters().parameters());
            after.forEach((name, expected) -> GoldenTensors.assertClose(
                    name, Objects.requireNonNull(model.parameters().parameters().get(name), name), expected));
        }
    }

    /** Makes every update that applies to a batch, and returns their losses by their names. */
    private static Map<String, Double> train(EmotionModel model, Adam adam, Batch batch) {
        Map<String, Double> losses = new LinkedHashMap<>();
        for (Update update : model.updates()) {
            UpdateStep step = new UpdateStep(
                    update,
                    model.parameters().learnable(update.changedGroups()),
                    adam,
                    LossSettings.defaultsFor(CLASSES).forTask(CLASSES),
                    0,
                    new SharedLoss(Ranks.alone()));
            step.make(batch, ForwardMode.training(Precision.FLOAT32), LEARNING_RATE)
                    .ifPresent(loss -> losses.put(update.name(), loss));
        }
        return losses;
    }

    private static Batch batch(GoldenTensors golden, int step) {
        Map<Modality, ModalityBatch> parts = new LinkedHashMap<>();
        for (Modality modality : BOTH) {
            Map<String, Tensor> part = golden.below(step + "." + modality.name() + ".");
            if (!part.isEmpty()) {
                parts.put(
                        modality,
                        new ModalityBatch(
                                Objects.requireNonNull(ROWS.get(modality.name())),
                                Objects.requireNonNull(part.get("features")),
                                Objects.requireNonNull(part.get("valid")).to(ScalarType.Bool)));
            }
        }
        return new Batch(CLIPS, parts, golden.get(step + ".targets"));
    }
}
