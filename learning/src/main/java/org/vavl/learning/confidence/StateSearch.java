package org.vavl.learning.confidence;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;
import org.vavl.recognition.inference.StateTemperature;
import org.vavl.recognition.inference.TemperatureScaling;

/**
 * Finds the temperature of a state that loses least: one for all clips, by Brent's method, or with exponents, by Powell's BOBYQA. Neither draws
 * anything at random.
 */
final class StateSearch {
    private static final double ACCURACY = 1e-8;
    private static final double FIRST_RADIUS = 0.25;
    private static final double LAST_RADIUS = 1e-5;
    private static final int MOST_EVALUATIONS = 2000;

    /** What keeps exponents near 0 where they make no difference. */
    private static final double RIDGE = 1e-4;

    private static final double LOWEST = Math.log(TemperatureScaling.LOWEST);
    private static final double HIGHEST = Math.log(TemperatureScaling.HIGHEST);

    private final String name;
    private final Set<String> modalities;
    private final List<String> ordered;
    private final HeadLogits logits;
    private final double[][] logSharesEM;

    StateSearch(String name, Set<String> modalities, HeadLogits logits) {
        this.name = name;
        this.modalities = modalities;
        this.ordered = List.copyOf(new TreeSet<>(modalities));
        this.logits = logits;
        this.logSharesEM = IntStream.range(0, logits.truth().length)
                .mapToObj(i -> ordered.stream()
                        .mapToDouble(modality ->
                                Math.log(logits.evidence(i).validShares().getOrDefault(modality, 1.0)))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** One temperature, however much there is. */
    StateTemperature constant() {
        double logarithm = new BrentOptimizer(ACCURACY, ACCURACY)
                .optimize(
                        new MaxEval(MOST_EVALUATIONS),
                        new UnivariateObjectiveFunction(one -> loss(new double[] {one})),
                        GoalType.MINIMIZE,
                        new SearchInterval(LOWEST, HIGHEST, 0))
                .getPoint();
        return state(new double[] {logarithm});
    }

    /** One that follows how much there is. */
    StateTemperature smooth() {
        double[] lower = new double[ordered.size() + 1];
        double[] upper = new double[lower.length];
        Arrays.fill(lower, -StateTemperature.HIGHEST);
        Arrays.fill(upper, StateTemperature.HIGHEST);
        lower[0] = LOWEST;
        upper[0] = HIGHEST;
        double[] start = new double[lower.length];
        start[0] = Math.log(constant().temperature());
        return state(new BOBYQAOptimizer(2 * start.length + 1, FIRST_RADIUS, LAST_RADIUS)
                .optimize(
                        new ObjectiveFunction(this::loss),
                        GoalType.MINIMIZE,
                        new InitialGuess(start),
                        new SimpleBounds(lower, upper),
                        new MaxEval(MOST_EVALUATIONS))
                .getPoint());
    }

    /** @param point ln T, then γ of each modality, or none of them */
    private double loss(double[] point) {
        double sum = 0;
        for (int m = 1; m < point.length; m++) {
            sum += RIDGE * point[m] * point[m];
        }
        for (int i = 0; i < logSharesEM.length; i++) {
            double logarithm = point[0];
            for (int m = 1; m < point.length; m++) {
                logarithm -= point[m] * logSharesEM[i][m - 1];
            }
            double temperature = TemperatureScaling.within(Math.exp(logarithm)).temperature();
            sum += logits.importance()[i] * logits.loss(i, temperature);
        }
        return sum;
    }

    private StateTemperature state(double[] point) {
        Map<String, Double> exponents = new LinkedHashMap<>();
        for (int m = 1; m < point.length; m++) {
            exponents.put(ordered.get(m - 1), point[m]);
        }
        return new StateTemperature(
                name, modalities, TemperatureScaling.within(Math.exp(point[0])).temperature(), exponents);
    }
}
