package org.vavl.learning.experiment.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vavl.learning.experiment.report.Report;
import org.vavl.learning.experiment.trial.TrialResult;
import org.vavl.learning.experiment.trial.TrialResults;

/** Every number of every trial, one a row. */
final class TrialTable {
    private TrialTable() {}

    static Report.Table of(TrialResults results) {
        List<List<String>> rows = new ArrayList<>();
        for (TrialResult trial : results.done()) {
            trial.metrics()
                    .forEach((head, values) ->
                            values.forEach((metric, value) -> rows.add(row(trial, head, Map.entry(metric, value)))));
        }
        return new Report.Table(
                "trials",
                "Every trial; low and high are the ends of 95 % intervals by a bootstrap over the test speakers.",
                List.of("model", "trial", "split", "epoch", "head", "clips", "metric", "value", "low", "high"),
                rows);
    }

    private static List<String> row(TrialResult trial, String head, Map.Entry<String, Double> metric) {
        List<Double> interval = trial.interval(head, metric.getKey());
        return List.of(
                trial.model(),
                Integer.toString(trial.number()),
                trial.split(),
                Integer.toString(trial.epoch()),
                head,
                Integer.toString(trial.clips().getOrDefault(head, 0)),
                metric.getKey(),
                Double.toString(metric.getValue()),
                interval.isEmpty() ? "" : Double.toString(interval.get(0)),
                interval.isEmpty() ? "" : Double.toString(interval.get(1)));
    }
}
