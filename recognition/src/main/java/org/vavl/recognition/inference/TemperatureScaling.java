package org.vavl.recognition.inference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.rootfinder.BrentSolver;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;

/**
 * Makes probabilities be well calibrated: logits z are divided by a temperature T before the softmax, p = softmax(z/T). The class with
 * the largest probability stays the same.
 *
 * <p>T is the one that minimises the log loss on clips that the model was not trained on. The loss is convex in β = 1/T, with the
 * derivative Σ<sub>c</sub>(softmax(βz)<sub>c</sub> − t<sub>c</sub>)z<sub>c</sub>, averaged over the clips; its root is looked for with
 * Brent's method.
 *
 * <p>Source: Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", ICML 2017, section 4.
 *
 * @param temperature T, from {@value #LOWEST} to {@value #HIGHEST}; above 1 it makes the model less sure
 */
public record TemperatureScaling(double temperature) {
    /** Found where no temperature is low enough, as when every clip is answered rightly. */
    public static final double LOWEST = 0.05;

    /** Found where no temperature is high enough, as when answers have nothing to do with the clips. */
    public static final double HIGHEST = 20;

    private static final double ACCURACY = 1e-14;

    /** How far a target's shares may be from 1 in sum. */
    private static final double SUM_TOLERANCE = 1e-3;

    /** Checks the temperature. */
    public TemperatureScaling {
        if (!(temperature >= LOWEST && temperature <= HIGHEST)) {
            throw new IllegalArgumentException(
                    "temperature is " + temperature + ", and must be from " + LOWEST + " to " + HIGHEST);
        }
    }

    /** The temperature, or the bound that it is beyond. */
    public static TemperatureScaling within(double temperature) {
        return new TemperatureScaling(Math.max(LOWEST, Math.min(HIGHEST, temperature)));
    }

    /** Leaves probabilities as they are. */
    public static TemperatureScaling none() {
        return new TemperatureScaling(1);
    }

    /** Undoes this one: 1/T. */
    public TemperatureScaling inverse() {
        return new TemperatureScaling(1 / temperature);
    }

    /**
     * Finds the temperature.
     *
     * @param logits for each clip, at least one of them, C finite values; logarithms of probabilities serve as well
     * @param targets for each clip the distribution over the C classes
     * @return 1 where the temperature makes no difference
     */
    public static TemperatureScaling fit(float[][] logits, float[][] targets) {
        requireClips(logits, targets);
        double lowestSlope = slope(1 / HIGHEST, logits, targets);
        double highestSlope = slope(1 / LOWEST, logits, targets);
        if (lowestSlope == 0 && highestSlope == 0) {
            return none();
        }
        if (lowestSlope >= 0) {
            return new TemperatureScaling(HIGHEST);
        }
        if (highestSlope <= 0) {
            return new TemperatureScaling(LOWEST);
        }
        double inverse = new BrentSolver(ACCURACY, ACCURACY, ACCURACY)
                .findRoot(beta -> slope(beta, logits, targets), 1 / HIGHEST, 1 / LOWEST);
        return within(1 / inverse);
    }

    /** softmax(z/T) of C logits, or of C logarithms of probabilities. */
    public float[] probabilities(float[] logits) {
        double[] softmax = precise(logits);
        float[] probabilities = new float[logits.length];
        for (int c = 0; c < probabilities.length; c++) {
            probabilities[c] = (float) softmax[c];
        }
        return probabilities;
    }

    /** The same in double precision. */
    double[] precise(float[] logits) {
        return softmax(1 / temperature, wide(logits));
    }

    /** Scales C probabilities, of which some may be 0: p<sup>1/T</sup>, divided by the sum. */
    double[] ofProbabilities(double[] probabilities) {
        return softmax(
                1 / temperature, Arrays.stream(probabilities).map(Math::log).toArray());
    }

    /**
     * A head's outputs in the task's units: probabilities of classes, softmax(z/T), or values of attributes, whose range's ends are −1 and 1 for
     * the network.
     *
     * @param outputs C values as the network gives them
     */
    List<Double> outputs(float[] outputs, Task task) {
        if (task instanceof Task.Regression regression) {
            return IntStream.range(0, outputs.length)
                    .mapToObj(c -> regression.attributes().get(c).middle()
                            + outputs[c] * regression.attributes().get(c).halfRange())
                    .toList();
        }
        return Arrays.stream(precise(outputs)).boxed().toList();
    }

    /** The softmax of C logits. */
    static List<Double> softmaxOf(double[] logits) {
        return Arrays.stream(softmax(1, logits)).boxed().toList();
    }

    /** The derivative of the log loss by β. */
    private static double slope(double beta, float[][] logits, float[][] targets) {
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            double[] softmax = softmax(beta, wide(logits[i]));
            for (int c = 0; c < softmax.length; c++) {
                sum += (softmax[c] - targets[i][c]) * logits[i][c];
            }
        }
        return sum / logits.length;
    }

    private static double[] wide(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, c -> values[c]);
        return wide;
    }

    private static double[] softmax(double beta, double[] logits) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double[] softmax = new double[logits.length];
        double sum = 0;
        for (int c = 0; c < logits.length; c++) {
            softmax[c] = Math.exp(beta * (logits[c] - largest));
            sum += softmax[c];
        }
        for (int c = 0; c < logits.length; c++) {
            softmax[c] /= sum;
        }
        return softmax;
    }

    private static void requireShares(int clip, float[] target) {
        double sum = 0;
        for (float share : target) {
            if (share < 0) {
                throw new IllegalArgumentException(
                        "target of clip " + clip + " has a share of " + share + ", and must have none below 0");
            }
            sum += share;
        }
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new VavlException("target of clip " + clip + " has shares that sum to " + sum + ", and must sum to 1"
                    + (sum == 0 ? ": the clip has no label" : ""));
        }
    }

    private static void requireClips(float[][] logits, float[][] targets) {
        if (logits.length != targets.length || logits.length == 0) {
            throw new IllegalArgumentException("logits of " + logits.length + " clips and targets of " + targets.length
                    + ": needs as many of both, and at least one");
        }
        for (int i = 0; i < logits.length; i++) {
            if (logits[i].length != targets[i].length || logits[i].length == 0) {
                throw new IllegalArgumentException(
                        "clip " + i + " has " + logits[i].length + " logits and " + targets[i].length + " targets");
            }
            for (float logit : logits[i]) {
                if (!Float.isFinite(logit)) {
                    throw new IllegalArgumentException(
                            "a logit of clip " + i + " is " + logit + ", and must be a finite number");
                }
            }
            requireShares(i, targets[i]);
        }
    }
}
