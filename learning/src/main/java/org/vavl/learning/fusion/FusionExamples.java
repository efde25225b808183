package org.vavl.learning.fusion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Precision;
import org.vavl.learning.masking.FrameMasking;
import org.vavl.model.inference.BatchAssembler;
import org.vavl.model.inference.TorchNetwork;
import org.vavl.model.inference.TrainedModel;
import org.vavl.recognition.inference.Evidence;
import org.vavl.recognition.inference.NetworkOutput;

/** Asks a network for clips whose modalities and frames are hidden in all combinations of some levels. */
public final class FusionExamples {
    /** How much is left of a modality's valid frames. */
    private static final List<Double> LEVELS = List.of(1.0, 0.4, 0.1);

    /** Of three modalities and more, for which all combinations of three levels are many. */
    private static final List<Double> LEVELS_OF_MANY = List.of(1.0, 0.1);

    private static final int BATCH_SIZE = 32;

    private final TrainedModel model;
    private final TorchNetwork network;
    private final long seed;

    /**
     * @param model stays open as long as this is used
     * @param precision of matrix multiplications
     * @param seed of the frames that are hidden
     */
    public FusionExamples(TrainedModel model, Precision precision, long seed) {
        this.model = model;
        this.network = new TorchNetwork(model, precision);
        this.seed = seed;
    }

    /**
     * Asks for every clip with every subset of its modalities, at every combination of levels.
     *
     * @param clips labelled for the model's task, that the network was not trained on
     * @throws VavlException if a clip has no label for the model's task
     */
    public List<FusionExample> of(List<Clip> clips) {
        List<FusionExample> examples = new ArrayList<>();
        for (Set<Modality> kept : subsets(model.network().modalities())) {
            for (Map<Modality, Double> level : levels(List.copyOf(kept))) {
                examples.addAll(asked(clips, level));
            }
        }
        return examples;
    }

    /** Those clips that have all modalities of a level, and only these. */
    private List<FusionExample> asked(List<Clip> clips, Map<Modality, Double> level) {
        List<Clip> hidden = clips.stream()
                .filter(clip -> level.keySet().stream()
                        .allMatch(modality -> BatchAssembler.features(clip, modality).isPresent()))
                .map(clip -> hide(clip, level))
                .toList();
        List<FusionExample> examples = new ArrayList<>();
        for (int from = 0; from < hidden.size(); from += BATCH_SIZE) {
            List<Clip> batch = hidden.subList(from, Math.min(from + BATCH_SIZE, hidden.size()));
            List<NetworkOutput> outputs = network.forward(batch);
            for (int i = 0; i < batch.size(); i++) {
                examples.add(example(batch.get(i), level, outputs.get(i)));
            }
        }
        return examples;
    }

    private Clip hide(Clip clip, Map<Modality, Double> level) {
        Set<String> names = new HashSet<>();
        level.keySet().forEach(modality -> names.add(modality.name()));
        Clip kept = clip.only(names);
        for (Map.Entry<Modality, Double> one : level.entrySet()) {
            Modality modality = one.getKey();
            FeatureStatistics statistics =
                    Objects.requireNonNull(model.statistics().get(modality), modality.name());
            kept = new FrameMasking(
                            modality,
                            1 - one.getValue(),
                            FrameMasking.Pattern.RANDOM,
                            FrameMasking.Kind.MASKED,
                            seed)
                    .apply(kept, statistics);
        }
        return kept;
    }

    private FusionExample example(Clip clip, Map<Modality, Double> level, NetworkOutput output) {
        Task task = model.network().task();
        float[] target = task.target(clip.labels())
                .orElseThrow(() -> new VavlException("clip " + clip.id() + " has no label for the model's task, "
                        + String.join(", ", task.outputNames())));
        Map<String, Double> byName = new LinkedHashMap<>();
        level.forEach((modality, share) -> byName.put(modality.name(), share));
        Evidence evidence = output.evidence();
        return new FusionExample(evidence, byName, output.heads(), target);
    }

    private static List<Set<Modality>> subsets(List<Modality> modalities) {
        List<Set<Modality>> subsets = new ArrayList<>();
        for (int bits = 1; bits < 1 << modalities.size(); bits++) {
            Set<Modality> subset = new java.util.LinkedHashSet<>();
            for (int m = 0; m < modalities.size(); m++) {
                if ((bits >> m & 1) == 1) {
                    subset.add(modalities.get(m));
                }
            }
            subsets.add(subset);
        }
        return subsets;
    }

    private static List<Map<Modality, Double>> levels(List<Modality> modalities) {
        List<Double> shares = modalities.size() > 2 ? LEVELS_OF_MANY : LEVELS;
        List<Map<Modality, Double>> levels = List.of(Map.of());
        for (Modality modality : modalities) {
            List<Map<Modality, Double>> longer = new ArrayList<>();
            for (Map<Modality, Double> level : levels) {
                for (double share : shares) {
                    Map<Modality, Double> with = new LinkedHashMap<>(level);
                    with.put(modality, share);
                    longer.add(with);
                }
            }
            levels = longer;
        }
        return levels;
    }
}
