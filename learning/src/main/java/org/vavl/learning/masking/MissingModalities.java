package org.vavl.learning.masking;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.vavl.core.Seeds;
import org.vavl.core.clip.Clip;

/**
 * Clips that lose whole modalities, each modality at a rate of its own. Where the rates are equal this is the shared missing rate, else the imbalanced missing
 * rate of Pham et al., "MissBench: Benchmarking Multimodal Affective Analysis under Imbalanced Missing Modalities", arXiv 2603.09874. A clip that would lose
 * all keeps the one that was nearest to staying. What goes depends on the seed and the clip alone, and goes at every larger rate, too.
 *
 * @param rates by the modality's name, from 0 to 1; a modality that is not there stays
 * @param seed of the draw
 */
public record MissingModalities(Map<String, Double> rates, long seed) {
    /** Copies the map and checks the rates. */
    public MissingModalities {
        rates = Collections.unmodifiableMap(new LinkedHashMap<>(rates));
        rates.forEach((modality, rate) -> {
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException(
                        "the rate of " + modality + " is " + rate + ", and must be from 0 to 1");
            }
        });
    }

    /** The mean of the rates. */
    public double meanRate() {
        return rates.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    /** A clip without the modalities that it loses. */
    public Clip apply(Clip clip) {
        Set<String> kept = new LinkedHashSet<>();
        String nearest = "";
        double margin = Double.NEGATIVE_INFINITY;
        for (String modality : clip.modalities().stream().sorted().toList()) {
            double rate = rates.getOrDefault(modality, 0.0);
            double drawn = new Random(Seeds.derive(seed, clip.id() + "/" + modality, 1)).nextDouble();
            if (drawn >= rate) {
                kept.add(modality);
            }
            if (drawn - rate > margin) {
                margin = drawn - rate;
                nearest = modality;
            }
        }
        if (kept.isEmpty() && !nearest.isEmpty()) {
            kept.add(nearest);
        }
        return kept.size() == clip.modalities().size() ? clip : clip.only(kept);
    }

    /** The same of many. */
    public List<Clip> apply(List<Clip> clips) {
        return clips.stream().map(this::apply).toList();
    }
}
