package org.vavl.learning.metrics;

/**
 * How good the answers for one attribute are, over N clips with true values x and answers y.
 *
 * <ul>
 *   <li>Concordance correlation coefficient 2s<sub>xy</sub>/(s<sub>x</sub>² + s<sub>y</sub>² + (x̄ − ȳ)²), variances and covariance
 *       with N below the line, as in the paper's Equation 3. Source: Lin, "A concordance correlation coefficient to evaluate
 *       reproducibility", Biometrics 45(1), 1989.
 *   <li>Mean absolute error Σ|x − y|/N and root mean squared error √(Σ(x − y)²/N).
 *   <li>Pearson's correlation coefficient s<sub>xy</sub>/(s<sub>x</sub>s<sub>y</sub>).
 * </ul>
 *
 * <p>Where the true values or the answers are all the same, nothing can be said of how they go together, and both coefficients are 0,
 * also if the answers are right.
 *
 * @param name the attribute's
 * @param clips N, at least 1
 * @param ccc concordance correlation coefficient, −1 to 1
 * @param mae mean absolute error, on the attribute's scale
 * @param rmse root mean squared error, on the attribute's scale
 * @param pearson Pearson's correlation coefficient, −1 to 1
 */
public record AttributeMetrics(String name, int clips, double ccc, double mae, double rmse, double pearson) {
    /**
     * Measures answers.
     *
     * @param name the attribute's
     * @param truth N true values, at least one
     * @param answers N answers
     */
    public static AttributeMetrics of(String name, double[] truth, double[] answers) {
        if (truth.length != answers.length || truth.length == 0) {
            throw new IllegalArgumentException(truth.length + " true values and " + answers.length
                    + " answers: needs as many of both, at least one");
        }
        Moments moments = Moments.of(truth, answers);
        boolean comparable = !isConstant(truth) && !isConstant(answers);
        double absolute = 0;
        double squared = 0;
        for (int i = 0; i < truth.length; i++) {
            double error = truth[i] - answers[i];
            absolute += Math.abs(error);
            squared += error * error;
        }
        return new AttributeMetrics(
                name,
                truth.length,
                comparable ? moments.concordance() : 0,
                absolute / truth.length,
                Math.sqrt(squared / truth.length),
                comparable ? moments.correlation() : 0);
    }

    private static boolean isConstant(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    private record Moments(double meanX, double meanY, double varianceX, double varianceY, double covariance) {
        static Moments of(double[] x, double[] y) {
            double meanX = mean(x);
            double meanY = mean(y);
            double varianceX = 0;
            double varianceY = 0;
            double covariance = 0;
            for (int i = 0; i < x.length; i++) {
                varianceX += (x[i] - meanX) * (x[i] - meanX);
                varianceY += (y[i] - meanY) * (y[i] - meanY);
                covariance += (x[i] - meanX) * (y[i] - meanY);
            }
            return new Moments(meanX, meanY, varianceX / x.length, varianceY / x.length, covariance / x.length);
        }

        private static double mean(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum / values.length;
        }

        double concordance() {
            return 2 * covariance / (varianceX + varianceY + (meanX - meanY) * (meanX - meanY));
        }

        double correlation() {
            double quotient = covariance / (Math.sqrt(varianceX) * Math.sqrt(varianceY));
            return Math.max(-1, Math.min(1, quotient));
        }
    }
}
