package org.vavl.learning.training.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vavl.core.clip.Clip;
import org.vavl.core.compute.Precision;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.evaluation.Evaluation;
import org.vavl.learning.evaluation.Evaluator;
import org.vavl.learning.metrics.TaskMetrics;
import org.vavl.learning.training.EpochRecord;
import org.vavl.learning.training.SelectionSettings;
import org.vavl.learning.training.TrainingConfiguration;
import org.vavl.learning.training.parallel.Ranks;
import org.vavl.learning.training.parallel.SharedPredictions;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TrainedModel;
import org.vavl.recognition.inference.Provenance;

/** Measures the model on the development set after an epoch, and says which epoch is the best. */
final class EpochValidation {
    private final TrainedModel model;
    private final List<Clip> clips;
    private final SelectionSettings selection;
    private final Evaluator evaluator;
    private final Ranks ranks;
    private final boolean higherIsBetter;

    EpochValidation(
            TrainedModel model, List<Clip> clips, TrainingConfiguration training, Precision precision, Ranks ranks) {
        this.model = model;
        this.ranks = ranks;
        this.selection = training.selection();
        this.evaluator = new Evaluator(model, precision, training.batchSize());
        this.clips = evaluator.evaluable(clips);
        this.higherIsBetter = TaskMetrics.higherIsBetter(selection.metric());
    }

    /**
     * Measures the model as it is.
     *
     * @param epoch from 1
     * @param trainingLoss the mean loss of each update
     */
    EpochRecord measure(int epoch, Map<String, Double> trainingLoss) {
        Evaluation.Subject subject =
                new Evaluation.Subject("epoch " + epoch, "", Part.DEVELOPMENT.toString(), Map.of());
        Evaluation evaluation = Evaluation.of(subject, SharedPredictions.of(model.network(), evaluator, clips, ranks));
        Map<String, Double> development = new TreeMap<>();
        evaluation.all().forEach(head -> head.metrics()
                .values()
                .forEach((metric, value) -> development.put(head.head() + "." + metric, value)));
        return new EpochRecord(epoch, trainingLoss, development, score(evaluation));
    }

    private double score(Evaluation evaluation) {
        return switch (selection.over()) {
            case ANSWER -> evaluation.answer().value(selection.metric());
            case HEADS ->
                evaluation.heads().stream()
                        .mapToDouble(head -> head.metrics().value(selection.metric()))
                        .average()
                        .orElseThrow();
        };
    }

    /** How good the epochs were, the higher the better. */
    List<Double> scores(List<EpochRecord> history) {
        return history.stream()
                .map(epoch -> higherIsBetter ? epoch.score() : -epoch.score())
                .toList();
    }

    /** Writes the model with what it measured in this epoch. */
    void writeModel(Path path, EpochRecord record) {
        Map<String, String> facts = new TreeMap<>(model.provenance().facts());
        facts.put("training.epoch", Integer.toString(record.epoch()));
        record.development().forEach((name, value) -> facts.put("development." + name, Double.toString(value)));
        Provenance provenance = model.provenance().withFacts(facts);
        ModelFile.write(path, model.with(provenance));
    }
}
