package org.vavl.learning.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.learning.metrics.ClassificationMetrics;
import org.vavl.learning.metrics.Probabilities;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.TemperatureScaling;

/**
 * What a temperature makes of one head's probabilities.
 *
 * @param head the head's name
 * @param clips how many it was measured on
 * @param temperature see {@link TemperatureScaling}
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
     * Finds each head's temperature, against the class that most voted for: a probability of 0.7 then means that the answer is that class in
     * seven of ten clips, as the expected calibration error measures it, and not that 70 % of those who voted say so.
     *
     * @param predictions of a model without calibration, on clips that it was not trained on
     * @throws VavlException if there are no classes, and so no probabilities
     */
    public static Calibration fit(Predictions predictions) {
        if (!(predictions.task() instanceof Task.Classification)) {
            throw new VavlException("the model answers with "
                    + String.join(", ", predictions.task().outputNames())
                    + ", which are no classes: only probabilities of classes can be calibrated");
        }
        Map<String, TemperatureScaling> temperatures = new LinkedHashMap<>();
        for (String head : predictions.heads()) {
            List<PredictionRow> rows = predictions.of(head);
            if (!rows.isEmpty()) {
                float[][] logarithms = rows.stream()
                        .map(row -> PredictionRow.logarithms(row.output(head)))
                        .toArray(float[][]::new);
                float[][] targets =
                        rows.stream().map(row -> voted(row.target())).toArray(float[][]::new);
                temperatures.put(head, TemperatureScaling.fit(logarithms, targets));
            }
        }
        return new Calibration(temperatures);
    }

    private static float[] voted(float[] target) {
        float[] voted = new float[target.length];
        voted[Probabilities.largest(target)] = 1;
        return voted;
    }

    /**
     * What a calibration does to each head that it has a temperature for.
     *
     * @param before predictions without it
     * @param after the same with it
     */
    public static List<CalibrationEffect> of(Calibration calibration, Predictions before, Predictions after) {
        List<CalibrationEffect> effects = new ArrayList<>();
        for (String head : before.heads()) {
            if (calibration.temperatures().containsKey(head)
                    && !before.of(head).isEmpty()
                    && before.measure(head) instanceof ClassificationMetrics without
                    && after.measure(head) instanceof ClassificationMetrics with) {
                effects.add(new CalibrationEffect(
                        head,
                        with.clips(),
                        calibration.of(head).temperature(),
                        without.expectedCalibrationError(),
                        with.expectedCalibrationError(),
                        without.logLoss(),
                        with.logLoss()));
            }
        }
        return effects;
    }
}
