package org.vavl.learning.training.run;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.vavl.core.file.AtomicFile;
import org.vavl.learning.training.EpochRecord;

/** The epochs of a run as a table. */
final class TrainingHistory {
    private TrainingHistory() {}

    /** Writes {@code history.csv}: one row an epoch, one column a loss or a metric. */
    static void write(RunFolder run, List<EpochRecord> history) {
        TreeSet<String> losses = new TreeSet<>();
        TreeSet<String> metrics = new TreeSet<>();
        history.forEach(epoch -> {
            losses.addAll(epoch.trainingLoss().keySet());
            metrics.addAll(epoch.development().keySet());
        });
        StringBuilder csv = new StringBuilder("epoch,score");
        losses.forEach(name -> csv.append(",train.").append(name).append(".loss"));
        metrics.forEach(name -> csv.append(",development.").append(name));
        csv.append('\n');
        for (EpochRecord epoch : history) {
            csv.append(epoch.epoch()).append(',').append(epoch.score());
            csv.append(cells(losses, epoch.trainingLoss()))
                    .append(cells(metrics, epoch.development()))
                    .append('\n');
        }
        AtomicFile.write(run.history(), csv.toString());
    }

    private static String cells(Set<String> names, Map<String, Double> values) {
        return names.stream()
                .map(name -> values.containsKey(name) ? String.format(Locale.ROOT, ",%.6g", values.get(name)) : ",")
                .collect(Collectors.joining());
    }
}
