package org.vavl.learning.training.augmentation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.Seeds;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.model.Batch;
import org.vavl.model.BatchRows;
import org.vavl.model.ModalityBatch;
import org.vavl.nn.HostTensors;

/**
 * Shows a batch as {@link ModalityDropoutSettings} says. What is drawn depends on the seed alone.
 *
 * @param kind what is shown
 * @param seed of the step
 */
public record ModalityDropout(ModalityDropoutSettings kind, long seed) {
    private static final int COPIES = 4;

    /**
     * Requires that a network's modalities can be shown so.
     *
     * @throws VavlException if they cannot
     */
    public static void requireFits(ModalityDropoutSettings kind, List<Modality> modalities) {
        if (kind instanceof ModalityDropoutSettings.Copies && modalities.size() != 2) {
            throw new VavlException("training.presentation is copies, and must be another for a model of "
                    + modalities.size() + " modalities: it is for two");
        }
    }

    /** The batch as the network sees it. */
    public Batch apply(Batch batch) {
        Random random = new Random(Seeds.derive(seed, "presentation", 0));
        List<Modality> modalities = List.copyOf(batch.modalities().keySet());
        if (kind instanceof ModalityDropoutSettings.One && !modalities.isEmpty()) {
            return only(modalities.get(random.nextInt(modalities.size())), batch);
        }
        List<Integer> complete = BatchRows.withAll(batch, modalities);
        if (modalities.size() < 2 || complete.isEmpty()) {
            return batch;
        }
        if (kind instanceof ModalityDropoutSettings.Dropout dropout) {
            return drop(batch, complete, kept(modalities, dropout.probability(), random));
        }
        return kind instanceof ModalityDropoutSettings.Copies ? copies(batch, modalities, complete, random) : batch;
    }

    private static Batch only(Modality modality, Batch batch) {
        return new Batch(
                batch.clips(), Map.of(modality, batch.modality(modality).orElseThrow()), batch.targets());
    }

    /** The modalities that are not zero: at least one. */
    private static List<Modality> kept(List<Modality> modalities, double probability, Random random) {
        List<Modality> kept = modalities.stream()
                .filter(modality -> random.nextDouble() >= probability)
                .toList();
        return kept.isEmpty() ? List.of(modalities.get(random.nextInt(modalities.size()))) : kept;
    }

    private static Batch drop(Batch batch, List<Integer> complete, List<Modality> kept) {
        Map<Modality, ModalityBatch> shown = new LinkedHashMap<>();
        batch.modalities()
                .forEach((modality, part) ->
                        shown.put(modality, kept.contains(modality) ? part : scaled(part, zeros(part, complete))));
        return new Batch(batch.clips(), shown, batch.targets());
    }

    private static float[] zeros(ModalityBatch part, List<Integer> complete) {
        float[] factors = new float[part.rows().size()];
        for (int n = 0; n < factors.length; n++) {
            factors[n] = complete.contains(part.rows().get(n)) ? 0 : 1;
        }
        return factors;
    }

    private static ModalityBatch scaled(ModalityBatch part, float[] factors) {
        Tensor factorsN11 = HostTensors.of(factors, factors.length, 1, 1)
                .to(part.featuresNTD().device(), torch.ScalarType.Float);
        return new ModalityBatch(part.rows(), part.featuresNTD().mul(factorsN11), part.validNT());
    }

    /** Behind the batch, its complete clips three times more: mixed, and each modality alone. */
    private static Batch copies(Batch batch, List<Modality> two, List<Integer> complete, Random random) {
        int copied = complete.size();
        float[] share = new float[copied];
        float[] rest = new float[copied];
        for (int i = 0; i < copied; i++) {
            share[i] = random.nextFloat();
            rest[i] = 1 - share[i];
        }
        Map<Modality, ModalityBatch> shown = new LinkedHashMap<>();
        shown.put(two.get(0), extended(batch, two.get(0), complete, share, 2));
        shown.put(two.get(1), extended(batch, two.get(1), complete, rest, 1));
        return new Batch(
                batch.clips() + (COPIES - 1) * copied, shown, batch.targets().map(all -> repeated(all, complete)));
    }

    private static Tensor repeated(Tensor targetsBC, List<Integer> complete) {
        TensorVector targets = new TensorVector(targetsBC);
        for (int copy = 1; copy < COPIES; copy++) {
            targets.push_back(BatchRows.select(targetsBC, complete));
        }
        return torch.cat(targets, 0);
    }

    /** A modality, then of the complete clips their mixture and, in the first or second place after it, the modality alone. */
    private static ModalityBatch extended(
            Batch batch, Modality modality, List<Integer> complete, float[] mixture, int alone) {
        ModalityBatch part = batch.modality(modality).orElseThrow();
        ModalityBatch original = BatchRows.select(part, complete);
        List<Integer> rows = new ArrayList<>(part.rows());
        for (int copy : new int[] {0, alone}) {
            IntStream.range(0, complete.size())
                    .map(i -> batch.clips() + copy * complete.size() + i)
                    .forEach(rows::add);
        }
        return new ModalityBatch(
                rows,
                torch.cat(
                        new TensorVector(
                                part.featuresNTD(), scaled(original, mixture).featuresNTD(), original.featuresNTD()),
                        0),
                torch.cat(new TensorVector(part.validNT(), original.validNT(), original.validNT()), 0));
    }
}
