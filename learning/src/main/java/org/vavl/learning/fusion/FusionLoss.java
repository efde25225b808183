package org.vavl.learning.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Task;
import org.vavl.learning.metrics.Probabilities;
import org.vavl.recognition.inference.Evidence;

/**
 * What is lost on examples by heads' weights and exponents: log loss against the class that most voted for, all classes counting alike, or the mean squared
 * error of attributes in halves of their ranges.
 *
 * <p>E examples, H heads, M modalities of a head, C outputs.
 */
final class FusionLoss {
    /** What keeps weights finite where more weight is always better, as where every example is answered rightly. */
    private static final double RIDGE = 1e-3;

    private final Task task;
    private final List<Head> heads;
    private final float[][] targetsEC;
    private final double[] importanceE;
    private final float[][][] outputsEHC;
    private final double[][][] logSharesEHM;

    /**
     * @param heads at least one, which all of the examples have
     * @param examples at least one
     */
    FusionLoss(Task task, List<Head> heads, List<FusionExample> examples) {
        this.task = task;
        this.heads = heads;
        targetsEC = examples.stream().map(this::target).toArray(float[][]::new);
        importanceE = importance();
        outputsEHC = examples.stream()
                .map(example -> heads.stream()
                        .map(head -> Objects.requireNonNull(example.outputs().get(head.name()), head.name()))
                        .toArray(float[][]::new))
                .toArray(float[][][]::new);
        logSharesEHM = examples.stream()
                .map(example -> heads.stream()
                        .map(head -> logShares(head, example.evidence()))
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
    }

    /** So that all classes that there are count alike, as they do in macro F1; the mean is 1. */
    private double[] importance() {
        double[] importance = new double[targetsEC.length];
        Arrays.fill(importance, 1);
        if (task instanceof Task.Classification) {
            int[] clips = new int[task.outputs()];
            Arrays.stream(targetsEC).forEach(target -> clips[Probabilities.largest(target)]++);
            long classes = Arrays.stream(clips).filter(count -> count > 0).count();
            for (int e = 0; e < importance.length; e++) {
                importance[e] = (double) targetsEC.length / (classes * clips[Probabilities.largest(targetsEC[e])]);
            }
        }
        return importance;
    }

    private static double[] logShares(Head head, Evidence evidence) {
        return head.modalities().stream()
                .mapToDouble(modality -> Math.log(evidence.validShares().getOrDefault(modality.name(), 1.0)))
                .toArray();
    }

    /** As the network has it: attributes from −1 to 1. */
    private float[] target(FusionExample example) {
        float[] target = example.target().clone();
        if (task instanceof Task.Regression regression) {
            for (int c = 0; c < target.length; c++) {
                Task.Attribute attribute = regression.attributes().get(c);
                target[c] = (float) ((target[c] - attribute.middle()) / attribute.halfRange());
            }
        }
        return target;
    }

    /** @param point the weight of each head, then its exponents, one for each of its modalities, head by head */
    double of(double[] point) {
        double sum = 0;
        double[] fusedC = new double[task.outputs()];
        for (int e = 0; e < targetsEC.length; e++) {
            double weights = pool(point, e, fusedC);
            sum += importanceE[e]
                    * (task instanceof Task.Classification
                            ? logLoss(fusedC, Probabilities.largest(targetsEC[e]))
                            : meanSquaredError(fusedC, weights, targetsEC[e]));
        }
        return sum / targetsEC.length
                + RIDGE * Arrays.stream(point).map(value -> value * value).sum();
    }

    /** What {@link FusionState#fuse} sums up, for thousands of examples at a time. */
    private double pool(double[] point, int e, double[] fusedC) {
        Arrays.fill(fusedC, 0);
        double weights = 0;
        int next = heads.size();
        for (int h = 0; h < heads.size(); h++) {
            double logarithm = 0;
            for (double logShare : logSharesEHM[e][h]) {
                logarithm += point[next++] * logShare;
            }
            double weight = point[h] * Math.exp(logarithm);
            weights += weight;
            for (int c = 0; c < fusedC.length; c++) {
                fusedC[c] += weight * outputsEHC[e][h][c];
            }
        }
        return weights;
    }

    private static double logLoss(double[] logits, int right) {
        double largest = logits[0];
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - largest);
        }
        return Math.log(sum) + largest - logits[right];
    }

    private static double meanSquaredError(double[] sums, double weights, float[] target) {
        double sum = 0;
        for (int c = 0; c < sums.length; c++) {
            double error = (weights == 0 ? 0 : sums[c] / weights) - target[c];
            sum += error * error;
        }
        return sum / sums.length;
    }
}
