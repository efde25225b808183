package org.vavl.learning.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.learning.metrics.Probabilities;
import org.vavl.recognition.inference.Evidence;
import org.vavl.recognition.inference.FusionState;
import org.vavl.recognition.inference.HeadWeight;
import org.vavl.recognition.inference.TemperatureScaling;

/**
 * Finds the weights and exponents of one state that lose least on examples: log loss against the class that most voted for, all classes
 * counting alike, or the mean squared error of attributes in halves of their ranges. Then all weights of classes are scaled so that the log loss of all
 * examples is least, so that the answers are calibrated for how frequent the classes are.
 *
 * <p>E examples, H heads, M modalities of a head, C outputs. The search is Powell's BOBYQA, which needs no derivatives and stays within bounds; it draws nothing at random.
 */
final class WeightSearch {
    private static final double HIGHEST_WEIGHT = 4;
    private static final double HIGHEST_EXPONENT = 3;
    private static final double FIRST_EXPONENT = 0.3;
    private static final double FIRST_RADIUS = 0.25;
    private static final double LAST_RADIUS = 1e-4;

    /** The weight of the other heads where one begins ahead of them. */
    private static final double LITTLE = 0.1;

    private static final int MOST_EVALUATIONS = 2000;

    /** What keeps weights finite where more weight is always better, as where every example is answered rightly. */
    private static final double RIDGE = 1e-3;

    private final Task task;
    private final Set<String> modalities;
    private final List<Head> heads;
    private final List<FusionExample> examples;
    private final float[][] targetsEC;
    private final double[] importanceE;
    private final float[][][] outputsEHC;
    private final double[][][] logSharesEHM;

    /**
     * @param modalities of the state
     * @param heads that may count, at least one, which all of the examples have
     * @param examples at least one
     */
    WeightSearch(Task task, Set<String> modalities, List<Head> heads, List<FusionExample> examples) {
        this.task = task;
        this.modalities = modalities;
        this.heads = heads;
        this.examples = examples;
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

    FusionState find() {
        return scaled(state(starts().stream()
                .map(this::optimised)
                .min(Comparator.comparingDouble(this::loss))
                .orElseThrow()));
    }

    /** The search ends in the valley where it begins: once with all heads alike, and once with each ahead of the others. */
    private List<double[]> starts() {
        List<double[]> starts = new ArrayList<>(List.of(start(1.0 / heads.size(), FIRST_EXPONENT)));
        for (int h = 0; h < heads.size() && heads.size() > 1; h++) {
            double[] ahead = start(LITTLE, 1);
            ahead[h] = 1;
            starts.add(ahead);
        }
        return starts;
    }

    private double[] start(double weight, double exponent) {
        double[] start = new double[numbers()];
        Arrays.fill(start, 0, heads.size(), weight);
        Arrays.fill(start, heads.size(), start.length, exponent);
        return start;
    }

    private int numbers() {
        return heads.size()
                + heads.stream().mapToInt(head -> head.modalities().size()).sum();
    }

    private double[] optimised(double[] start) {
        double[] upper = new double[start.length];
        Arrays.fill(upper, 0, heads.size(), HIGHEST_WEIGHT);
        Arrays.fill(upper, heads.size(), upper.length, HIGHEST_EXPONENT);
        return new BOBYQAOptimizer(2 * start.length + 1, FIRST_RADIUS, LAST_RADIUS)
                .optimize(
                        new ObjectiveFunction(this::loss),
                        GoalType.MINIMIZE,
                        new InitialGuess(start),
                        new SimpleBounds(new double[start.length], upper),
                        new MaxEval(MOST_EVALUATIONS))
                .getPoint();
    }

    /** Classes have been weighed alike so far; by one factor, which changes no class, the answers are made as sure as they may be. */
    private FusionState scaled(FusionState found) {
        if (!(task instanceof Task.Classification)) {
            return found;
        }
        float[][] logitsEC = new float[targetsEC.length][];
        float[][] votedEC = new float[targetsEC.length][task.outputs()];
        for (int e = 0; e < targetsEC.length; e++) {
            FusionExample example = examples.get(e);
            logitsEC[e] = logarithms(found.fuse(example.outputs(), example.evidence(), task));
            votedEC[e][Probabilities.largest(targetsEC[e])] = 1;
        }
        double temperature = TemperatureScaling.fit(logitsEC, votedEC).temperature();
        return new FusionState(
                modalities,
                found.heads().stream()
                        .map(head -> new HeadWeight(
                                head.head(),
                                Math.min(HeadWeight.HIGHEST, head.weight() / temperature),
                                head.exponents()))
                        .toList());
    }

    private static float[] logarithms(List<Double> probabilities) {
        float[] logarithms = new float[probabilities.size()];
        for (int c = 0; c < logarithms.length; c++) {
            logarithms[c] = (float) Math.log(Math.max(probabilities.get(c), Float.MIN_NORMAL));
        }
        return logarithms;
    }

    private FusionState state(double[] point) {
        List<HeadWeight> weights = new ArrayList<>();
        int next = heads.size();
        for (int h = 0; h < heads.size(); h++) {
            Map<String, Double> exponents = new LinkedHashMap<>();
            for (Modality modality : heads.get(h).modalities()) {
                exponents.put(modality.name(), point[next++]);
            }
            weights.add(new HeadWeight(heads.get(h).name(), point[h], exponents));
        }
        boolean none = weights.stream().allMatch(weight -> weight.weight() == 0);
        return new FusionState(
                modalities, none ? List.of(new HeadWeight(heads.get(0).name(), 1, Map.of())) : weights);
    }

    private double loss(double[] point) {
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
