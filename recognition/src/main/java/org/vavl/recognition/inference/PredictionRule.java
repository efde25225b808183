package org.vavl.recognition.inference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;

/**
 * Makes predictions of what a network outputs: scales the heads' probabilities, makes the final prediction of them, and says whether it is to be
 * relied on. May be used by any number of threads at once.
 */
public final class PredictionRule {
    private final ModelDescription model;
    private final Function<Set<String>, List<Head>> selectedHeads;

    /**
     * @param model what the model says of itself
     * @param selectedHeads as {@link InferenceNetwork#selectedHeads}
     */
    public PredictionRule(ModelDescription model, Function<Set<String>, List<Head>> selectedHeads) {
        this.model = model;
        this.selectedHeads = selectedHeads;
    }

    /**
     * Makes a clip's final prediction.
     *
     * @param clip the clip's id
     * @param output of the network for it
     * @throws VavlException if the network says nothing of what the clip has, or something that is no number
     */
    public Prediction of(String clip, NetworkOutput output) {
        return model.confidence().judge(made(clip, output), output, model.task());
    }

    private Prediction made(String clip, NetworkOutput output) {
        Map<String, List<Double>> heads = new LinkedHashMap<>();
        output.heads().forEach((head, values) -> {
            requireFinite(clip, head, values);
            heads.put(head, model.calibration().of(head, output.evidence()).outputs(values, model.task()));
        });
        return model.fusion()
                .state(output.evidence().modalities())
                .filter(state -> heads.keySet().containsAll(state.headNames()))
                .map(state -> fused(clip, heads, output, state))
                .orElseGet(() -> ofSelected(clip, heads, output));
    }

    private Prediction fused(String clip, Map<String, List<Double>> heads, NetworkOutput output, FusionState state) {
        Evidence evidence = output.evidence();
        return new Prediction(
                clip,
                heads,
                state.fuse(output.heads(), evidence, model.task()),
                state.answering(evidence),
                reason(evidence.modalities()));
    }

    private Prediction ofSelected(String clip, Map<String, List<Double>> heads, NetworkOutput output) {
        Set<String> present = output.evidence().modalities();
        List<String> answering = selectedHeads.apply(present).stream()
                .map(Head::name)
                .filter(heads::containsKey)
                .toList();
        if (answering.isEmpty()) {
            throw new VavlException("clip " + clip + " has "
                    + (present.isEmpty() ? "no valid frame of any modality" : "only " + String.join(" and ", present))
                    + ", and the model answers for "
                    + model.heads().stream().map(Head::name).collect(Collectors.joining(", ")));
        }
        return new Prediction(clip, heads, answer(answering, heads, output), answering, reason(present));
    }

    private List<Double> answer(List<String> answering, Map<String, List<Double>> heads, NetworkOutput output) {
        if (answering.size() == 1 || model.task() instanceof Task.Regression) {
            return mean(answering.stream().map(heads::get).toList());
        }
        Map<String, float[]> logits = new LinkedHashMap<>(output.heads());
        logits.keySet().retainAll(answering);
        return model.calibration().answer(logits, output.evidence());
    }

    private void requireFinite(String clip, String head, float[] values) {
        for (int c = 0; c < values.length; c++) {
            if (!Float.isFinite(values[c])) {
                throw new VavlException("clip " + clip + ": the " + head + " head gives " + values[c] + " for "
                        + model.task().outputNames().get(c)
                        + ", which is no answer: the model's weights or the clip's features are out of range");
            }
        }
    }

    private String reason(Set<String> present) {
        List<String> missing = model.modalities().stream()
                .map(Modality::name)
                .filter(name -> !present.contains(name))
                .toList();
        return missing.isEmpty() ? "every modality is there" : "the clip has no " + String.join(" and no ", missing);
    }

    private static List<Double> mean(List<List<Double>> heads) {
        int outputs = heads.get(0).size();
        return IntStream.range(0, outputs)
                .mapToObj(c -> heads.stream()
                        .mapToDouble(values -> values.get(c))
                        .average()
                        .orElseThrow())
                .toList();
    }
}
