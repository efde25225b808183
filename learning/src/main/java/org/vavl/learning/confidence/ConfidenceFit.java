package org.vavl.learning.confidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Task;
import org.vavl.learning.fusion.FusionExample;
import org.vavl.learning.metrics.Probabilities;
import org.vavl.recognition.inference.Confidence;
import org.vavl.recognition.inference.EmbeddingDensity;
import org.vavl.recognition.inference.InferenceNetwork;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.inference.NetworkOutput;
import org.vavl.recognition.inference.PredictionRule;

/**
 * Finds when a model is not sure, on clips that it was not trained on.
 *
 * @param model as it will be, with its calibration and fusion, but without confidence
 * @param selectedHeads as {@link InferenceNetwork#selectedHeads}
 * @param examples of those clips, as they are and with frames hidden
 */
public record ConfidenceFit(
        ModelDescription model, Function<Set<String>, List<Head>> selectedHeads, List<FusionExample> examples) {
    private static final int BATCH_SIZE = 32;

    /** Many more tell little more of a Gaussian. */
    private static final int MOST_TRAINING_CLIPS = 20_000;

    /** Copies the list. */
    public ConfidenceFit {
        examples = List.copyOf(examples);
        if (!(model.task() instanceof Task.Classification)) {
            throw new VavlException(
                    "the model answers with " + String.join(", ", model.task().outputNames())
                            + ", which are no classes: only of classes can a model be unsure");
        }
    }

    /**
     * Where the embeddings of training clips lie, of each head; the threshold is one that a share of the examples does not exceed, both of clips as they
     * are and of those with frames hidden.
     *
     * @param quantile that share, above 0 and at most 1
     * @param network that is to be asked
     * @param training labelled clips that it was trained on; of more than {@value #MOST_TRAINING_CLIPS} so many, spread evenly over all
     * @return without the heads that apply to none of them, or whose embeddings are wider than {@link EmbeddingDensity#MOST_WIDTH}
     */
    public Map<String, EmbeddingDensity> densities(double quantile, InferenceNetwork network, List<Clip> training) {
        Map<String, List<float[]>> embeddings = new TreeMap<>();
        Map<String, List<Integer>> classes = new TreeMap<>();
        ask(network, spread(training), (clip, output) -> output.embeddings().forEach((head, embedding) -> {
            embeddings.computeIfAbsent(head, none -> new ArrayList<>()).add(embedding);
            classes.computeIfAbsent(head, none -> new ArrayList<>()).add(label(clip));
        }));
        Map<String, EmbeddingDensity> densities = new TreeMap<>();
        embeddings.forEach((head, ofHead) -> {
            List<Integer> labels = classes.getOrDefault(head, List.of());
            if (ofHead.get(0).length <= EmbeddingDensity.MOST_WIDTH) {
                threshold(
                                head,
                                DensityFit.of(
                                        ofHead.toArray(float[][]::new),
                                        labels.stream().mapToInt(c -> c).toArray()),
                                quantile)
                        .ifPresent(density -> densities.put(head, density));
            }
        });
        return densities;
    }

    private Optional<EmbeddingDensity> threshold(String head, EmbeddingDensity density, double quantile) {
        double threshold = Math.max(quantile(head, density, quantile, true), quantile(head, density, quantile, false));
        return threshold > 0 ? Optional.of(density.withThreshold(threshold, quantile)) : Optional.empty();
    }

    private double quantile(String head, EmbeddingDensity density, double quantile, boolean whole) {
        List<Double> distances = examples.stream()
                .filter(example -> example.isWhole() == whole)
                .flatMap(example ->
                        Optional.ofNullable(example.output().embeddings().get(head)).stream())
                .map(density::distance)
                .toList();
        return distances.isEmpty() ? 0 : DensityFit.quantile(distances, quantile);
    }

    /**
     * With the thresholds for which the share of wrong answers is at most a risk.
     *
     * @param risk above 0 and below 1
     * @param densities of {@link #densities}, or none
     */
    public Confidence abstaining(double risk, Map<String, EmbeddingDensity> densities) {
        Confidence confidence = new Confidence(densities, Optional.empty());
        PredictionRule rule =
                new PredictionRule(model.with(model.calibration(), model.fusion(), confidence), selectedHeads);
        List<AbstentionFit.Answered> answered = examples.stream()
                .filter(example -> !example.outputs().isEmpty()
                        && !selectedHeads.apply(example.evidence().modalities()).isEmpty())
                .map(example -> new AbstentionFit.Answered(example, rule.of(example.clip(), example.output())))
                .toList();
        if (answered.isEmpty()) {
            throw new VavlException("the model answers for none of the clips, so that no risk can be measured");
        }
        return confidence.with(AbstentionFit.of(risk, answered));
    }

    private int label(Clip clip) {
        return Probabilities.largest(model.task()
                .target(clip.labels())
                .orElseThrow(() -> new VavlException("clip " + clip.id() + " has no label for the model's task")));
    }

    private static List<Clip> spread(List<Clip> clips) {
        int count = Math.min(MOST_TRAINING_CLIPS, clips.size());
        List<Clip> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(clips.get((int) ((long) i * clips.size() / count)));
        }
        return some;
    }

    @FunctionalInterface
    private interface OutputListener {
        void accept(Clip clip, NetworkOutput output);
    }

    private static void ask(InferenceNetwork network, List<Clip> clips, OutputListener listener) {
        for (int from = 0; from < clips.size(); from += BATCH_SIZE) {
            List<Clip> batch = clips.subList(from, Math.min(from + BATCH_SIZE, clips.size()));
            List<NetworkOutput> outputs = network.forward(batch);
            for (int i = 0; i < batch.size(); i++) {
                listener.accept(batch.get(i), outputs.get(i));
            }
        }
    }
}
