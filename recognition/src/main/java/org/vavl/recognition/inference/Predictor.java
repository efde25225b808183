package org.vavl.recognition.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;

/**
 * Predicts for clips, in batches of similar length; the prediction for a clip does not depend on the others. Probabilities are scaled as the
 * model's {@link Calibration} says. May be used by any number of threads at once.
 */
public final class Predictor {
    private final InferenceNetwork network;
    private final ModelDescription model;
    private final int batchSize;

    /**
     * @param network stays open as long as this is used
     * @param batchSize clips that pass through the network together, at least 1
     */
    public Predictor(InferenceNetwork network, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize is " + batchSize + ", and must be at least 1");
        }
        this.network = network;
        this.model = network.description();
        this.batchSize = batchSize;
    }

    /**
     * Predicts for each clip.
     *
     * @return in the order of the clips
     * @throws VavlException if a clip has none of the modalities that the model has a head for, features of the wrong width, too many
     *     frames, or features or weights that lead to no finite output
     */
    public List<Prediction> predict(List<Clip> clips) {
        Prediction[] predictions = new Prediction[clips.size()];
        for (List<Integer> together : batches(clips)) {
            List<NetworkOutput> outputs =
                    network.forward(together.stream().map(clips::get).toList());
            for (int i = 0; i < together.size(); i++) {
                int clip = together.get(i);
                predictions[clip] = prediction(clips.get(clip), outputs.get(i));
            }
        }
        return List.of(predictions);
    }

    /** Of clips of similar length. Attention takes no more for a batch than for one clip of the most frames. */
    private List<List<Integer>> batches(List<Clip> clips) {
        List<ClipLength> lengths = clips.stream()
                .map(clip -> ClipLength.of(clip, model.modalities(), network::mostFrames))
                .toList();
        List<Integer> byLength = IntStream.range(0, clips.size())
                .boxed()
                .sorted(Comparator.comparing(i -> lengths.get(i).frames()))
                .toList();
        List<List<Integer>> batches = new ArrayList<>();
        List<Integer> batch = new ArrayList<>();
        double largest = 0;
        for (int i : byLength) {
            double share = Math.max(largest, lengths.get(i).share());
            if (batch.size() == batchSize || (!batch.isEmpty() && (batch.size() + 1) * share * share > 1)) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            largest = batch.isEmpty() ? lengths.get(i).share() : share;
            batch.add(i);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private Prediction prediction(Clip clip, NetworkOutput output) {
        Map<String, List<Double>> heads = new LinkedHashMap<>();
        output.heads().forEach((head, values) -> {
            requireFinite(clip, head, values);
            heads.put(head, model.calibration().of(head).outputs(values, model.task()));
        });
        List<String> answering = network.selectedHeads(output.present()).stream()
                .map(Head::name)
                .filter(heads::containsKey)
                .toList();
        if (answering.isEmpty()) {
            throw new VavlException("clip " + clip.id() + " has "
                    + (output.present().isEmpty()
                            ? "no valid frame of any modality"
                            : "only " + String.join(" and ", output.present()))
                    + ", and the model answers for "
                    + model.heads().stream().map(Head::name).collect(Collectors.joining(", ")));
        }
        return new Prediction(clip.id(), heads, answer(answering, heads, output), answering, reason(output.present()));
    }

    private List<Double> answer(List<String> answering, Map<String, List<Double>> heads, NetworkOutput output) {
        if (answering.size() == 1 || model.task() instanceof Task.Regression) {
            return mean(answering.stream().map(heads::get).toList());
        }
        Map<String, float[]> logits = new LinkedHashMap<>(output.heads());
        logits.keySet().retainAll(answering);
        return model.calibration().answer(logits);
    }

    private void requireFinite(Clip clip, String head, float[] values) {
        for (int c = 0; c < values.length; c++) {
            if (!Float.isFinite(values[c])) {
                throw new VavlException("clip " + clip.id() + ": the " + head + " head gives " + values[c] + " for "
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
