package org.vavl.serve.inference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.inference.ModelDescription;

/** Predictions as tensors. */
final class InferenceOutputs {
    /** The final predictions. */
    static final String OUTPUTS = "outputs";

    /** Whether the model is not sure. */
    static final String UNSURE = "unsure";

    /** The most probable classes. */
    static final String LABEL = "label";

    private InferenceOutputs() {}

    /** A head that does not apply to every clip is none of the outputs. */
    static Map<String, OutputTensor> of(ModelDescription model, List<Prediction> predictions) {
        int clips = predictions.size();
        Task task = model.task();
        Map<String, OutputTensor> outputs = new LinkedHashMap<>();
        outputs.put(
                OUTPUTS,
                values(
                        OUTPUTS,
                        task,
                        predictions.stream().map(Prediction::outputs).toList()));
        for (Head head : model.heads()) {
            if (predictions.stream().allMatch(prediction -> prediction.heads().containsKey(head.name()))) {
                outputs.put(
                        head.name(),
                        values(
                                head.name(),
                                task,
                                predictions.stream()
                                        .map(prediction -> prediction.heads().get(head.name()))
                                        .toList()));
            }
        }
        outputs.put(
                UNSURE,
                new OutputTensor(
                        UNSURE,
                        "BOOL",
                        List.of(clips),
                        predictions.stream()
                                .map(one -> one.unsure().isPresent())
                                .toList()));
        if (task instanceof Task.Classification) {
            List<String> labels = predictions.stream()
                    .map(one -> Recognition.emotion(one, task).orElseThrow())
                    .toList();
            outputs.put(LABEL, new OutputTensor(LABEL, "BYTES", List.of(clips), labels));
        }
        return outputs;
    }

    private static OutputTensor values(String name, Task task, List<List<Double>> rows) {
        return new OutputTensor(
                name,
                "FP64",
                List.of(rows.size(), task.outputs()),
                rows.stream().flatMap(List::stream).toList());
    }
}
