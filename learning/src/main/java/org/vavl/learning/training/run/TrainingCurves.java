package org.vavl.learning.training.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vavl.learning.plot.Series;
import org.vavl.learning.plot.SeriesPanel;
import org.vavl.learning.plot.SeriesPlot;
import org.vavl.learning.training.EpochRecord;

/** The epochs of a run as a picture: the losses of the updates, and the metric that the best epoch is chosen by, for every head. */
final class TrainingCurves {
    private TrainingCurves() {}

    /**
     * Draws the picture.
     *
     * @param history every epoch
     * @param best the one that was kept
     * @param metric that it was chosen by
     * @param file where the picture goes
     * @throws org.vavl.core.VavlException if it cannot be drawn here or written
     */
    static void draw(List<EpochRecord> history, EpochRecord best, String metric, Path file) {
        List<SeriesPanel.Mark> marks = List.of(new SeriesPanel.Mark("kept", best.epoch()));
        SeriesPanel losses = SeriesPanel.curves(
                "Training",
                new SeriesPanel.Axes("epoch", "loss"),
                series(history, EpochRecord::trainingLoss, ""),
                marks);
        SeriesPanel metrics = SeriesPanel.curves(
                "Development",
                new SeriesPanel.Axes("epoch", metric),
                series(history, EpochRecord::development, "." + metric),
                marks);
        new SeriesPlot(List.of(losses, metrics), SeriesPlot.Arrangement.STACKED).write(file);
    }

    /** A curve for each value whose name ends in {@code suffix}, named without it, over the epochs that have the value. */
    private static List<Series> series(
            List<EpochRecord> history, Function<EpochRecord, Map<String, Double>> values, String suffix) {
        Set<String> names = history.stream()
                .flatMap(epoch -> values.apply(epoch).keySet().stream())
                .filter(name -> name.endsWith(suffix))
                .collect(Collectors.toCollection(TreeSet::new));
        List<Series> curves = new ArrayList<>();
        for (String name : names) {
            List<EpochRecord> with = history.stream()
                    .filter(epoch -> values.apply(epoch).containsKey(name))
                    .toList();
            curves.add(new Series(
                    name.substring(0, name.length() - suffix.length()),
                    with.stream().map(epoch -> (double) epoch.epoch()).toList(),
                    with.stream()
                            .map(epoch -> values.apply(epoch).getOrDefault(name, Double.NaN))
                            .toList()));
        }
        return curves;
    }
}
