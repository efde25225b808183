package org.vavl.cli.evaluate;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.learning.evaluation.Evaluation;
import org.vavl.learning.evaluation.EvaluationFiles;
import org.vavl.learning.evaluation.EvaluationJson;
import org.vavl.learning.evaluation.EvaluationText;
import org.vavl.learning.evaluation.GroupEvaluation;
import org.vavl.learning.evaluation.Predictions;
import org.vavl.learning.evaluation.SelectiveEvaluation;
import org.vavl.learning.evaluation.SelectiveFiles;
import org.vavl.learning.fusion.FusionEffect;
import org.vavl.learning.fusion.FusionText;
import org.vavl.learning.metrics.ClassificationMetrics;
import org.vavl.learning.plot.ConfusionPlot;

/**
 * All that {@code vavl evaluate} measures.
 *
 * @param evaluation of the heads and the answer
 * @param predictions that were measured
 * @param selective whether the model knows which of its answers are right; empty of attributes
 * @param groups by sex and speaker
 * @param hidden with frames hidden; empty if that was not asked for
 */
record EvaluationOutput(
        Evaluation evaluation,
        Predictions predictions,
        Optional<SelectiveEvaluation> selective,
        List<GroupEvaluation> groups,
        Optional<List<FusionEffect>> hidden) {
    /** Copies the list. */
    EvaluationOutput {
        groups = List.copyOf(groups);
    }

    private Map<String, Object> further() {
        Map<String, Object> further = new LinkedHashMap<>();
        selective.ifPresent(one -> further.put("riskCoverage", one));
        further.put("groups", groups);
        hidden.ifPresent(effects -> further.put("hiddenFrames", effects));
        return further;
    }

    String json() {
        return EvaluationJson.write(evaluation, further());
    }

    /**
     * Writes the tables and the pictures. A machine without fonts can evaluate; it only gets no pictures.
     *
     * @param err is told why there is no picture
     */
    void write(Path folder, PrintWriter err) {
        EvaluationFiles.write(folder, evaluation, predictions, further());
        selective.ifPresent(one -> SelectiveFiles.writeTable(folder.resolve("risk-coverage.csv"), one));
        String title = String.format(
                Locale.ROOT,
                "%s, %s",
                evaluation.subject().corpus(),
                evaluation.subject().part());
        try {
            if (evaluation.answer() instanceof ClassificationMetrics classes) {
                new ConfusionPlot(title, classes.confusion()).write(folder.resolve("confusion.svg"));
            }
            selective.ifPresent(one -> SelectiveFiles.draw(folder.resolve("risk-coverage.svg"), title, one));
        } catch (VavlException e) {
            err.println("no pictures of the confusion matrix and of risk against coverage: " + e.getMessage());
            err.flush();
        }
    }

    void print(PrintWriter out) {
        out.print(EvaluationText.table(evaluation));
        if (!evaluation.intervals().heads().isEmpty()) {
            out.println();
            out.print(EvaluationText.intervals(evaluation));
        }
        if (evaluation.answer() instanceof ClassificationMetrics classes) {
            out.println();
            out.print(EvaluationText.confusion(classes.confusion()));
        }
        if (!evaluation.calibration().isEmpty()) {
            out.printf(Locale.ROOT, "%nWhat the model's calibration does here:%n%n");
            out.print(EvaluationText.calibration(evaluation.calibration()));
        }
        selective.ifPresent(one ->
                out.printf(Locale.ROOT, "%nWhether it knows which answers are right:%n%n%s", SelectiveFiles.text(one)));
        if (!groups.isEmpty()) {
            out.printf(Locale.ROOT, "%nThe answer by sex and speaker:%n%n%s", GroupEvaluation.text(groups));
        }
        hidden.ifPresent(
                effects -> out.printf(Locale.ROOT, "%nWith frames hidden:%n%n%s", FusionText.effects(effects, task())));
    }

    private Task task() {
        return predictions.task();
    }
}
