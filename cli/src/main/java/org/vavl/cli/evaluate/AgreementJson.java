package org.vavl.cli.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.learning.agreement.Agreement;
import org.vavl.learning.agreement.Difference;
import org.vavl.learning.agreement.Measured;
import org.vavl.learning.metrics.ConfusionMatrix;

/**
 * Agreement as it is printed for programs.
 *
 * @param unit what was rated
 * @param cluster by what units are drawn for the intervals
 * @param clusters how many there are
 * @param classes in the order of the confusion matrices' rows and columns; none of values
 * @param all of all annotators together
 * @param pairs of each two
 * @param differences where any two differ
 */
record AgreementJson(
        String unit,
        String cluster,
        int clusters,
        List<String> classes,
        Measured all,
        List<Pair> pairs,
        List<Map<String, Object>> differences) {
    /**
     * Two annotators.
     *
     * @param agreement of them
     * @param confusion counts, the first one's classes as rows; none of values
     */
    record Pair(Measured agreement, List<List<Long>> confusion) {}

    static AgreementJson of(Agreement agreement) {
        List<ConfusionMatrix> confusions = agreement.confusions();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < agreement.pairs().size(); i++) {
            pairs.add(new Pair(agreement.pairs().get(i), confusions.isEmpty() ? List.of() : counts(confusions.get(i))));
        }
        return new AgreementJson(
                agreement.unit(),
                agreement.cluster(),
                agreement.clusters(),
                confusions.isEmpty() ? List.of() : confusions.get(0).classes(),
                agreement.all(),
                pairs,
                agreement.differences().stream()
                        .map(difference -> difference(agreement.all().annotators(), difference))
                        .toList());
    }

    private static List<List<Long>> counts(ConfusionMatrix matrix) {
        List<List<Long>> rows = new ArrayList<>();
        for (int t = 0; t < matrix.size(); t++) {
            List<Long> row = new ArrayList<>();
            for (int p = 0; p < matrix.size(); p++) {
                row.add(matrix.count(t, p));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, Object> difference(List<String> annotators, Difference difference) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("where", difference.name());
        if (difference.end() > 0) {
            fields.put("begin", difference.begin());
            fields.put("end", difference.end());
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int a = 0; a < annotators.size(); a++) {
            if (!difference.values().get(a).isEmpty()) {
                values.put(annotators.get(a), difference.values().get(a));
            }
        }
        fields.put("values", values);
        return fields;
    }
}
