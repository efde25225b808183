package org.vavl.learning.masking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.model.inference.BatchAssembler;

/**
 * Clips of which whole modalities and shares of their frames are hidden, in all combinations of some levels. What is hidden is marked as not
 * valid; which frames are depends on the seed and the clip alone.
 *
 * @param modalities of the network
 * @param seed of the frames that are hidden
 */
public record HiddenFrames(List<Modality> modalities, long seed) {
    /** Of the frames that are hidden where nobody names a seed. */
    public static final long DEFAULT_SEED = 1;

    /** How much is left of a modality's valid frames. */
    private static final List<Double> LEVELS = List.of(1.0, 0.4, 0.1);

    /** Of three modalities and more, for which all combinations of three levels are many. */
    private static final List<Double> LEVELS_OF_MANY = List.of(1.0, 0.1);

    /** Copies the list. */
    public HiddenFrames {
        modalities = List.copyOf(modalities);
    }

    /** How much is left: of each modality that is, the share of its valid frames, from above 0 to 1. The other modalities are gone. */
    public record Level(Map<Modality, Double> left) {
        /** Copies the map, whose order is kept. */
        public Level {
            left = Collections.unmodifiableMap(new LinkedHashMap<>(left));
        }

        /** The same by the modalities' names. */
        public Map<String, Double> byName() {
            Map<String, Double> byName = new LinkedHashMap<>();
            left.forEach((modality, share) -> byName.put(modality.name(), share));
            return byName;
        }
    }

    /** Every combination of levels of every subset of the modalities. */
    public List<Level> levels() {
        return subsets().stream().flatMap(kept -> levels(kept).stream()).toList();
    }

    /** Those clips that have all modalities of a level, with what it leaves. */
    public List<Clip> hide(List<Clip> clips, Level level) {
        Set<String> names = level.left().keySet().stream().map(Modality::name).collect(Collectors.toSet());
        return clips.stream()
                .filter(clip -> level.left().keySet().stream()
                        .allMatch(modality ->
                                BatchAssembler.features(clip, modality).isPresent()))
                .map(clip -> hide(clip.only(names), level))
                .toList();
    }

    private Clip hide(Clip clip, Level level) {
        Clip hidden = clip;
        for (Map.Entry<Modality, Double> one : level.left().entrySet()) {
            FrameMasking masking = new FrameMasking(
                    one.getKey(), 1 - one.getValue(), FrameMasking.Pattern.RANDOM, FrameMasking.Kind.MASKED, seed);
            hidden = masking.apply(hidden, FeatureStatistics.none(one.getKey().width()));
        }
        return hidden;
    }

    private List<Set<Modality>> subsets() {
        List<Set<Modality>> subsets = new ArrayList<>();
        for (int bits = 1; bits < 1 << modalities.size(); bits++) {
            Set<Modality> subset = new LinkedHashSet<>();
            for (int m = 0; m < modalities.size(); m++) {
                if ((bits >> m & 1) == 1) {
                    subset.add(modalities.get(m));
                }
            }
            subsets.add(subset);
        }
        return subsets;
    }

    private List<Level> levels(Set<Modality> kept) {
        List<Double> shares = modalities.size() > 2 ? LEVELS_OF_MANY : LEVELS;
        List<Map<Modality, Double>> levels = List.of(Map.of());
        for (Modality modality : kept) {
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
        return levels.stream().map(Level::new).toList();
    }
}
