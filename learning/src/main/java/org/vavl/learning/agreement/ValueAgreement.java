package org.vavl.learning.agreement;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Agreement on values of an attribute.
 *
 * <ul>
 *   <li>{@code icc1} to {@code icc3k}: the intraclass correlation coefficients, by {@link IntraclassCorrelation}, over the units that everyone rated.
 *   <li>{@code ccc}: the concordance correlation coefficient; of more than two, the overall one, over the same units. Sources: Lin, "A concordance
 *       correlation coefficient to evaluate reproducibility", 1989; Barnhart, Haber and Song, "Overall concordance correlation coefficient for
 *       evaluating agreement among multiple observers", 2002, equation 4: 2Σ<sub>j&lt;k</sub>s<sub>jk</sub> over
 *       (J − 1)Σ<sub>j</sub>s<sub>j</sub>² + Σ<sub>j&lt;k</sub>(m<sub>j</sub> − m<sub>k</sub>)², variances with N below the line.
 *   <li>{@code krippendorffAlpha} for intervals, over all units that two or more rated: Krippendorff, "Content analysis", chapter 12. DKPro's compares
 *       every value with every other one, which takes too long where values are continuous; the sums of squares are the same in one pass.
 * </ul>
 */
final class ValueAgreement implements AgreementMeasures {
    @Override
    public Map<String, Double> of(List<RatedUnit> units, int annotators) {
        double[][] all = units.stream().map(ValueAgreement::values).toArray(double[][]::new);
        double[][] complete = Arrays.stream(all)
                .filter(values -> Arrays.stream(values).noneMatch(Double::isNaN))
                .toArray(double[][]::new);
        Map<String, Double> measured = new LinkedHashMap<>();
        if (complete.length > 1) {
            IntraclassCorrelation.of(complete).values().forEach((name, value) -> add(measured, name, value));
            add(measured, CCC, concordance(complete));
        }
        add(measured, ALPHA, alpha(all));
        return measured;
    }

    private static double[] values(RatedUnit unit) {
        return unit.values().stream()
                .mapToDouble(value -> value.isEmpty() ? Double.NaN : Double.parseDouble(value))
                .toArray();
    }

    private static void add(Map<String, Double> measured, String name, double value) {
        if (Double.isFinite(value)) {
            measured.put(name, value);
        }
    }

    private static double concordance(double[][] ratings) {
        int raters = ratings[0].length;
        double[] means = new double[raters];
        for (double[] unit : ratings) {
            for (int j = 0; j < raters; j++) {
                means[j] += unit[j] / ratings.length;
            }
        }
        double covariances = 0;
        double variances = 0;
        double distances = 0;
        for (int j = 0; j < raters; j++) {
            variances += covariance(ratings, means, j, j);
            for (int k = j + 1; k < raters; k++) {
                covariances += covariance(ratings, means, j, k);
                distances += (means[j] - means[k]) * (means[j] - means[k]);
            }
        }
        return 2 * covariances / ((raters - 1) * variances + distances);
    }

    private static double covariance(double[][] ratings, double[] means, int j, int k) {
        double sum = 0;
        for (double[] unit : ratings) {
            sum += (unit[j] - means[j]) * (unit[k] - means[k]);
        }
        return sum / ratings.length;
    }

    /** One minus the mean squared difference within units over that between all ratings. */
    private static double alpha(double[][] units) {
        double[][] pairable = Arrays.stream(units)
                .map(unit -> Arrays.stream(unit)
                        .filter(value -> !Double.isNaN(value))
                        .toArray())
                .filter(unit -> unit.length > 1)
                .toArray(double[][]::new);
        double[] ratings =
                Arrays.stream(pairable).flatMapToDouble(Arrays::stream).toArray();
        double within = Arrays.stream(pairable)
                .mapToDouble(unit -> squaredDifferences(unit) / (unit.length - 1))
                .sum();
        return 1
                - within
                        / ratings.length
                        / (squaredDifferences(ratings) / ((double) ratings.length * (ratings.length - 1)));
    }

    /** Over all ordered pairs of values. */
    private static double squaredDifferences(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return 2
                * values.length
                * Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum();
    }
}
