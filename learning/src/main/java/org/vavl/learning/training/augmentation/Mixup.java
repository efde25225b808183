package org.vavl.learning.training.augmentation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.Seeds;
import org.vavl.core.clip.Modality;
import org.vavl.model.Batch;
import org.vavl.model.ModalityBatch;

/**
 * Mixes the clips of a batch, features and targets alike (mixup; Zhang, Cisse, Dauphin and Lopez-Paz 2018): x ← λ·x + (1 − λ)·x', y ← λ·y +
 * (1 − λ)·y'. The partner x' is a clip of the batch that has the same modalities, now and then itself, drawn anew for each batch; λ is drawn for each clip from
 * Beta(α, α), and is at least ½, so that a clip remains the larger part of itself.
 *
 * <p>A partner of another length is played faster or slower: frame t of T meets frame ⌊t·T'/T⌋ of T'. A frame whose counterpart is not
 * valid stays as it is.
 *
 * <p>B clips, N of them with the modality, T frames, D width, C outputs.
 *
 * @param concentration α, above 0, or 0 for no mixing
 * @param share of the clips that are mixed, from 0 to 1
 * @param seed of the step
 */
public record Mixup(double concentration, double share, long seed) {
    /** The mixed batch. Its tensors belong to the innermost open scope. */
    public Batch apply(Batch batch) {
        if (concentration == 0) {
            return batch;
        }
        Random random = new Random(Seeds.derive(seed, "mixup", 0));
        int[] partners = partners(batch, random);
        BetaDistribution beta = BetaDistribution.of(concentration, concentration);
        float[] shares = new float[batch.clips()];
        for (int b = 0; b < shares.length; b++) {
            double drawn = beta.inverseCumulativeProbability(random.nextDouble());
            boolean mixed = share == 1 || random.nextDouble() < share;
            shares[b] = mixed ? (float) Math.max(drawn, 1 - drawn) : 1;
        }
        Map<Modality, ModalityBatch> mixed = new LinkedHashMap<>();
        batch.modalities().forEach((modality, part) -> mixed.put(modality, mix(part, partners, shares)));
        Tensor shareB1 = column(shares, batch.targetsBC());
        return new Batch(batch.clips(), mixed, batch.targets().map(targetsBC -> rows(targetsBC, partners)
                .lerp(targetsBC, shareB1)));
    }

    /** A partner for each clip: the clips that have the same modalities, in an order drawn at random. */
    private static int[] partners(Batch batch, Random random) {
        Map<String, List<Integer>> groups = new TreeMap<>();
        for (int row = 0; row < batch.clips(); row++) {
            StringBuilder modalities = new StringBuilder();
            for (Map.Entry<Modality, ModalityBatch> part : batch.modalities().entrySet()) {
                if (part.getValue().rows().contains(row)) {
                    modalities.append(part.getKey().name()).append(' ');
                }
            }
            groups.computeIfAbsent(modalities.toString(), key -> new ArrayList<>())
                    .add(row);
        }
        int[] partners = new int[batch.clips()];
        for (List<Integer> group : groups.values()) {
            List<Integer> shuffled = new ArrayList<>(group);
            Collections.shuffle(shuffled, random);
            for (int i = 0; i < group.size(); i++) {
                partners[group.get(i)] = shuffled.get(i);
            }
        }
        return partners;
    }

    private static ModalityBatch mix(ModalityBatch part, int[] partners, float[] shares) {
        int[] positions = new int[part.rows().size()];
        float[] own = new float[positions.length];
        for (int n = 0; n < positions.length; n++) {
            positions[n] = part.rows().indexOf(partners[part.rows().get(n)]);
            own[n] = shares[part.rows().get(n)];
        }
        Tensor features = part.featuresNTD();
        Tensor counterpartNT = counterparts(part.validNT(), positions);
        Tensor counterpartNTD = counterpartNT.unsqueeze(2).expand(features.sizes());
        Tensor partnerNTD = rows(features, positions).gather(1, counterpartNTD);
        Tensor partnerValidNT = rows(part.validNT(), positions).gather(1, counterpartNT);
        Tensor bothNT1 = part.validNT().logical_and(partnerValidNT).unsqueeze(2);
        Tensor mixedNTD = partnerNTD.lerp(features, column(own, features).unsqueeze(2));
        return new ModalityBatch(part.rows(), torch.where(bothNT1, mixedNTD, features), part.validNT());
    }

    /** Which frame of its partner each frame meets, N×T. */
    private static Tensor counterparts(Tensor validNT, int[] positions) {
        Tensor frameT = torch.arange(new Scalar(validNT.size(1))).to(validNT.device(), ScalarType.Double);
        Tensor lengthN1 =
                validNT.to(ScalarType.Double).mul(frameT.add(new Scalar(1))).amax(new long[] {1}, true);
        Tensor partnerLengthN1 = rows(lengthN1, positions);
        Tensor metNT = frameT.mul(partnerLengthN1).div(lengthN1).floor();
        return torch.minimum(metNT, partnerLengthN1.sub(new Scalar(1))).to(ScalarType.Long);
    }

    private static Tensor rows(Tensor tensor, int[] rows) {
        long[] indices = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            indices[i] = rows[i];
        }
        return tensor.index_select(0, torch.tensor(indices).to(tensor.device(), ScalarType.Long));
    }

    private static Tensor column(float[] values, Tensor like) {
        return torch.tensor(values).to(like.device(), ScalarType.Float).unsqueeze(1);
    }
}
