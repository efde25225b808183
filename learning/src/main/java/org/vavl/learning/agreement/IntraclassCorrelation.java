package org.vavl.learning.agreement;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Intraclass correlation coefficients from the mean squares of an analysis of variance of N units by k raters.
 *
 * <p>Source: Shrout and Fleiss, "Intraclass correlations: uses in assessing rater reliability", Psychological Bulletin 86(2), 1979; their
 * ICC(1,1), ICC(2,1), ICC(3,1) and, for the mean of the raters, ICC(1,k), ICC(2,k), ICC(3,k).
 *
 * @param betweenUnits mean square between units, N − 1 degrees of freedom
 * @param withinUnits mean square within units, N(k − 1)
 * @param betweenRaters mean square between raters, k − 1
 * @param residual mean square of what is left, (N − 1)(k − 1)
 * @param units N, at least 2
 * @param raters k, at least 2
 */
record IntraclassCorrelation(
        double betweenUnits, double withinUnits, double betweenRaters, double residual, int units, int raters) {
    /** @param ratings N rows of k values */
    static IntraclassCorrelation of(double[][] ratings) {
        int n = ratings.length;
        int k = ratings[0].length;
        double[] raterMeans = new double[k];
        double[] unitMeans = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < k; j++) {
                unitMeans[i] += ratings[i][j] / k;
                raterMeans[j] += ratings[i][j] / n;
                mean += ratings[i][j] / ((double) n * k);
            }
        }
        double units = 0;
        double raters = 0;
        double within = 0;
        double residual = 0;
        for (int j = 0; j < k; j++) {
            raters += n * (raterMeans[j] - mean) * (raterMeans[j] - mean);
        }
        for (int i = 0; i < n; i++) {
            units += k * (unitMeans[i] - mean) * (unitMeans[i] - mean);
            for (int j = 0; j < k; j++) {
                double fromUnit = ratings[i][j] - unitMeans[i];
                double rest = fromUnit - (raterMeans[j] - mean);
                within += fromUnit * fromUnit;
                residual += rest * rest;
            }
        }
        return new IntraclassCorrelation(
                units / (n - 1),
                within / ((double) n * (k - 1)),
                raters / (k - 1),
                residual / ((double) (n - 1) * (k - 1)),
                n,
                k);
    }

    /** All six; one with nothing below the line is not a number. */
    Map<String, Double> values() {
        double more = raters - 1;
        double bias = betweenRaters - residual;
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("icc1", (betweenUnits - withinUnits) / (betweenUnits + more * withinUnits));
        values.put("icc2", (betweenUnits - residual) / (betweenUnits + more * residual + raters * bias / units));
        values.put("icc3", (betweenUnits - residual) / (betweenUnits + more * residual));
        values.put("icc1k", (betweenUnits - withinUnits) / betweenUnits);
        values.put("icc2k", (betweenUnits - residual) / (betweenUnits + bias / units));
        values.put("icc3k", (betweenUnits - residual) / betweenUnits);
        return values;
    }
}
