package org.vavl.learning.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Precision;
import org.vavl.model.inference.BatchAssembler;
import org.vavl.model.inference.TorchNetwork;
import org.vavl.model.inference.TrainedModel;
import org.vavl.recognition.inference.ClipFeatures;
import org.vavl.recognition.inference.Evidence;
import org.vavl.recognition.inference.InferenceNetwork;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.inference.Predictor;

/** Asks a model about labelled clips. */
public final class Evaluator {
    private final InferenceNetwork network;
    private final ModelDescription model;
    private final Predictor predictor;

    /**
     * Asks a model that may be trained further.
     *
     * @param model stays open as long as this is used
     * @param precision of matrix multiplications
     * @param batchSize clips that pass through the network together, at least 1
     */
    public Evaluator(TrainedModel model, Precision precision, int batchSize) {
        this(new TorchNetwork(model, precision), batchSize);
    }

    /**
     * Asks a model that was read for inference.
     *
     * @param network stays open as long as this is used
     * @param batchSize clips that pass through the network together, at least 1
     */
    public Evaluator(InferenceNetwork network, int batchSize) {
        this.network = network;
        this.model = network.description();
        this.predictor = new Predictor(network, batchSize);
    }

    /**
     * What every head says of every clip.
     *
     * @param clips labelled for the model's task, at least one
     * @throws VavlException if a clip has no label for the model's task, or no modality that the model can use
     */
    public Predictions predict(List<Clip> clips) {
        Task task = model.task();
        List<Prediction> predictions = predictor.predict(clips);
        List<PredictionRow> rows = new ArrayList<>();
        for (int i = 0; i < clips.size(); i++) {
            rows.add(row(clips.get(i), predictions.get(i), task));
        }
        return new Predictions(task, model.heads().stream().map(Head::name).toList(), rows);
    }

    /**
     * The clips that the model can predict for: a network without a head for what a clip has says nothing of it.
     *
     * @throws VavlException if there is none
     */
    public List<Clip> evaluable(List<Clip> clips) {
        List<Clip> evaluable = clips.stream()
                .filter(clip ->
                        !network.selectedHeads(Set.copyOf(present(clip))).isEmpty())
                .toList();
        if (evaluable.isEmpty()) {
            throw new VavlException("none of " + clips.size() + " clips has what the model needs: it answers for "
                    + model.heads().stream().map(Head::name).collect(Collectors.joining(", ")));
        }
        return evaluable;
    }

    private List<String> present(Clip clip) {
        return model.modalities().stream()
                .filter(modality -> BatchAssembler.features(clip, modality).isPresent())
                .map(Modality::name)
                .toList();
    }

    private PredictionRow row(Clip clip, Prediction prediction, Task task) {
        float[] target = task.target(clip.labels())
                .orElseThrow(() -> new VavlException("clip " + clip.id() + " has no label for the model's task, "
                        + String.join(", ", task.outputNames())));
        Map<String, float[]> heads = new LinkedHashMap<>();
        prediction.heads().forEach((head, values) -> heads.put(head, floats(values)));
        return new PredictionRow(
                clip.id(),
                clip.speaker(),
                evidence(clip),
                target,
                heads,
                prediction.selectedHeads(),
                floats(prediction.outputs()),
                prediction.unsure());
    }

    private Evidence evidence(Clip clip) {
        return ClipFeatures.evidence(clip, model.modalities());
    }

    private static float[] floats(List<Double> values) {
        float[] floats = new float[values.size()];
        for (int c = 0; c < floats.length; c++) {
            floats[c] = values.get(c).floatValue();
        }
        return floats;
    }
}
