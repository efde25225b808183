package org.vavl.learning.fusion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Task;
import org.vavl.recognition.inference.Fusion;
import org.vavl.recognition.inference.FusionState;

/**
 * Finds the weights with which a network's heads make the final prediction, for each set of several modalities; where there is one, its head
 * makes it, calibrated as it is. They are weights of all heads that apply, or of the single heads alone, or of one single head alone, whichever of these comes first that is nowhere more than {@value #TOLERANCE} below
 * the better single head, at any level of hidden frames; if none is, the one that falls least. Where one single head alone is such, several heads must be better than it by more than the standard error of
 * their gain over all levels: what several heads gain by chance on these examples, they lose on others.
 *
 * @param fusion what was found
 * @param effects what it does on the examples, for each level
 */
public record FusionFit(Fusion.Weighted fusion, List<FusionEffect> effects) {
    /** How far the final prediction may fall below the better single head, in macro F1 or CCC, before weights are given up. */
    static final double TOLERANCE = 0.005;

    /** Copies the list. */
    public FusionFit {
        effects = List.copyOf(effects);
    }

    /**
     * Finds the weights.
     *
     * @param heads of the network
     * @param examples of clips that it was not trained on
     * @throws VavlException if there is no example with several modalities
     */
    public static FusionFit of(Task task, List<Head> heads, List<FusionExample> examples) {
        Map<Set<String>, List<FusionExample>> byModalities = examples.stream()
                .filter(example -> example.evidence().modalities().size() > 1)
                .filter(example -> !example.outputs().isEmpty())
                .collect(Collectors.groupingBy(
                        example -> example.evidence().modalities(), LinkedHashMap::new, Collectors.toList()));
        if (byModalities.isEmpty()) {
            throw new VavlException("no clip has several modalities, by which the weights of the heads could be found");
        }
        List<FusionState> states = new ArrayList<>();
        List<FusionEffect> effects = new ArrayList<>();
        byModalities.forEach((modalities, some) -> {
            Candidate best = best(task, Set.copyOf(modalities), applying(heads, some), some);
            states.add(best.state());
            effects.addAll(best.effects());
        });
        return new FusionFit(new Fusion.Weighted(states), effects);
    }

    private static List<Head> applying(List<Head> heads, List<FusionExample> examples) {
        return heads.stream()
                .filter(head ->
                        examples.stream().allMatch(example -> example.outputs().containsKey(head.name())))
                .toList();
    }

    private record Candidate(FusionState state, List<FusionEffect> effects) {
        double shortfall() {
            return effects.stream().mapToDouble(FusionEffect::shortfall).max().orElse(0);
        }

        boolean isGoodEnough() {
            return shortfall() <= TOLERANCE;
        }

        double mean() {
            return effects.stream().mapToDouble(FusionEffect::fused).average().orElse(0);
        }
    }

    private static Candidate best(
            Task task, Set<String> modalities, List<Head> applying, List<FusionExample> examples) {
        List<Head> single =
                applying.stream().filter(head -> head.modalities().size() == 1).toList();
        List<List<Head>> several = new ArrayList<>(List.of(applying));
        if (!single.isEmpty() && single.size() < applying.size()) {
            several.add(single);
        }
        List<List<Head>> alone =
                applying.size() > 1 ? single.stream().map(List::of).toList() : List.of();
        Function<List<Head>, Candidate> found = choice -> {
            FusionState state = new WeightSearch(task, modalities, choice, examples).find();
            return new Candidate(state, effects(task, state, single.isEmpty() ? applying : single, examples));
        };
        List<Candidate> pools = several.stream().map(found).toList();
        List<Candidate> heads = alone.stream().map(found).toList();
        Optional<Candidate> pool =
                pools.stream().filter(Candidate::isGoodEnough).findFirst();
        Optional<Candidate> head =
                heads.stream().filter(Candidate::isGoodEnough).max(Comparator.comparingDouble(Candidate::mean));
        boolean headWillDo = head.isPresent()
                && pool.filter(candidate -> FusionGain.of(
                                        task,
                                        examples,
                                        candidate.state(),
                                        head.get().state())
                                .isWorthIt())
                        .isEmpty();
        return (headWillDo ? head : pool).orElseGet(() -> Stream.concat(pools.stream(), heads.stream())
                .min(Comparator.comparingDouble(Candidate::shortfall))
                .orElseThrow());
    }

    /** What a state does at each level, beside the better of the single heads. */
    private static List<FusionEffect> effects(
            Task task, FusionState state, List<Head> single, List<FusionExample> examples) {
        return FusionMeasurement.byLevel(examples).entrySet().stream()
                .map(level -> {
                    FusionMeasurement measured = new FusionMeasurement(task, level.getValue());
                    Head better = single.stream()
                            .max(Comparator.comparingDouble(measured::ofHead))
                            .orElseThrow();
                    return new FusionEffect(
                            level.getKey(),
                            level.getValue().size(),
                            FusionMeasurement.metric(task).key(),
                            measured.of(state),
                            measured.ofHead(better),
                            better.name());
                })
                .toList();
    }
}
