package org.vavl.learning.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.learning.metrics.ClassificationMetrics;
import org.vavl.learning.metrics.Probabilities;
import org.vavl.learning.metrics.TaskMetrics;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.TemperatureScaling;

/**
 * What a temperature makes of the probabilities of one head, or of the mean of several.
 *
 * @param head the head's name, or those of several whose mean it is, as {@link Calibration#selection} has them
 * @param clips how many it was measured on
 * @param temperature see {@link TemperatureScaling}; the mean over the clips where it depends on what they have
 * @param before expected calibration error without the temperature, 0 to 1
 * @param after the same with it
 * @param logLossBefore in nats, without the temperature
 * @param logLossAfter the same with it
 */
public record CalibrationEffect(
        String head,
        int clips,
        double temperature,
        double before,
        double after,
        double logLossBefore,
        double logLossAfter) {

    /**
     * Finds the temperature of each head and of each selection of heads, against the class that most voted for: a probability of 0.7 then means
     * that the answer is that class in seven of ten clips, as the expected calibration error measures it, and not that 70 % of those who voted say
     * so. What answers is what is calibrated: of several heads, the mean. It is found on all clips that have what its heads need, also where others
     * answer for these clips.
     *
     * @param predictions of a model without calibration, on clips that it was not trained on
     * @param names of heads and of selections; those that apply to none of the clips get no temperature
     * @throws VavlException if there are no classes, and so no probabilities
     */
    public static Calibration fit(Predictions predictions, Collection<String> names) {
        if (!(predictions.task() instanceof Task.Classification)) {
            throw new VavlException("the model answers with "
                    + String.join(", ", predictions.task().outputNames())
                    + ", which are no classes: only probabilities of classes can be calibrated");
        }
        Map<String, TemperatureScaling> temperatures = new LinkedHashMap<>();
        for (String name : names) {
            List<PredictionRow> rows = predictions.of(name);
            if (!rows.isEmpty()) {
                float[][] logarithms = rows.stream()
                        .map(row -> PredictionRow.logarithms(row.mean(Calibration.heads(name))))
                        .toArray(float[][]::new);
                float[][] targets =
                        rows.stream().map(row -> voted(row.target())).toArray(float[][]::new);
                temperatures.put(name, TemperatureScaling.fit(logarithms, targets));
            }
        }
        return new Calibration(temperatures);
    }

    /** Finds the temperature of each head. */
    public static Calibration fit(Predictions predictions) {
        return fit(predictions, predictions.heads());
    }

    private static float[] voted(float[] target) {
        float[] voted = new float[target.length];
        voted[Probabilities.largest(target)] = 1;
        return voted;
    }

    /**
     * What a calibration does to each head and selection that it has a temperature for: the heads in their order, then the selections.
     *
     * @param before predictions without it
     */
    public static List<CalibrationEffect> of(Calibration calibration, Predictions before) {
        List<String> names = new ArrayList<>(before.heads());
        calibration.names().stream()
                .filter(name -> Calibration.heads(name).size() > 1)
                .forEach(names::add);
        List<CalibrationEffect> effects = new ArrayList<>();
        for (String name : names) {
            List<PredictionRow> rows = before.of(name);
            if (calibration.names().contains(name) && !rows.isEmpty() && before.task() instanceof Task.Classification) {
                effects.add(of(name, calibration, rows, before.task()));
            }
        }
        return effects;
    }

    private static CalibrationEffect of(String name, Calibration calibration, List<PredictionRow> rows, Task task) {
        float[][] targets = rows.stream().map(PredictionRow::target).toArray(float[][]::new);
        float[][] said =
                rows.stream().map(row -> row.mean(Calibration.heads(name))).toArray(float[][]::new);
        float[][] scaled = IntStream.range(0, said.length)
                .mapToObj(i ->
                        calibration.of(name, rows.get(i).evidence()).probabilities(PredictionRow.logarithms(said[i])))
                .toArray(float[][]::new);
        ClassificationMetrics without = (ClassificationMetrics) TaskMetrics.of(task, targets, said);
        ClassificationMetrics with = (ClassificationMetrics) TaskMetrics.of(task, targets, scaled);
        return new CalibrationEffect(
                name,
                rows.size(),
                rows.stream()
                        .mapToDouble(row -> calibration.of(name, row.evidence()).temperature())
                        .average()
                        .orElseThrow(),
                without.expectedCalibrationError(),
                with.expectedCalibrationError(),
                without.logLoss(),
                with.logLoss());
    }
}
