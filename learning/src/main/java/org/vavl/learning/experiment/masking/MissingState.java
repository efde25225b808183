package org.vavl.learning.experiment.masking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Modality;
import org.vavl.learning.masking.MissingModalities;

/**
 * A state in which whole modalities are missing. One trained network is measured in all of them, and is told of none while it is trained, as Lin et al. ask,
 * "MissMAC-Bench: Building Solid Benchmark for Missing Modality Issue in Robust Multimodal Affective Computing", arXiv 2602.00811.
 *
 * @param name for people
 * @param rates at which each modality is missing: 0 and 1 where the same ones are missing of every clip
 * @param isFixed whether they are
 */
record MissingState(String name, Map<String, Double> rates, boolean isFixed) {
    /** The means of two and three of these coincide, so that equal and unequal rates of the same mean can be compared. */
    private static final List<Double> RATES = List.of(0.1, 0.4, 0.7);

    /** Of more than two modalities, for which all combinations are many. */
    private static final List<Double> RATES_OF_MANY = List.of(0.1, 0.7);

    /**
     * Each subset of the modalities is there, all of them last. Source: the fixed conditions of Xu et al. (MoMKE), "Leveraging Knowledge of Modality Experts for
     * Incomplete Multimodal Learning", ACM Multimedia 2024.
     */
    static List<MissingState> subsets(List<Modality> modalities) {
        List<MissingState> states = new ArrayList<>();
        for (int bits = 1; bits < 1 << modalities.size(); bits++) {
            Map<String, Double> rates = new LinkedHashMap<>();
            List<String> there = new ArrayList<>();
            for (int m = 0; m < modalities.size(); m++) {
                boolean isThere = (bits >> m & 1) == 1;
                rates.put(modalities.get(m).name(), isThere ? 0.0 : 1.0);
                if (isThere) {
                    there.add(modalities.get(m).name());
                }
            }
            states.add(new MissingState(String.join(" and ", there), rates, true));
        }
        return states;
    }

    /** Each modality at a rate of its own, in all combinations, those of the same mean side by side; see {@link MissingModalities}. */
    static List<MissingState> unequalRates(List<Modality> modalities) {
        List<Map<String, Double>> all = List.of(Map.of());
        for (Modality modality : modalities) {
            List<Map<String, Double>> longer = new ArrayList<>();
            for (Map<String, Double> before : all) {
                for (double rate : modalities.size() > 2 ? RATES_OF_MANY : RATES) {
                    Map<String, Double> with = new LinkedHashMap<>(before);
                    with.put(modality.name(), rate);
                    longer.add(with);
                }
            }
            all = longer;
        }
        return all.stream()
                .map(rates -> new MissingState(name(rates), rates, false))
                .sorted(Comparator.comparingDouble(state -> Math.round(1e6 * state.meanRate())))
                .toList();
    }

    private static String name(Map<String, Double> rates) {
        return rates.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %.0f %%", entry.getKey(), 100 * entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    double meanRate() {
        return new MissingModalities(rates, 0).meanRate();
    }

    /** Clips with what is there of them. */
    List<Clip> of(List<Clip> clips, long seed) {
        if (!isFixed) {
            return new MissingModalities(rates, seed).apply(clips);
        }
        Set<String> there = there();
        return clips.stream().map(clip -> clip.only(there)).toList();
    }

    /** The modalities that are not always missing. */
    Set<String> there() {
        Set<String> there = new LinkedHashSet<>();
        rates.forEach((modality, rate) -> {
            if (rate < 1) {
                there.add(modality);
            }
        });
        return there;
    }

    /** The sets of modalities of which a clip may have one. */
    List<Set<String>> possible() {
        if (isFixed) {
            return List.of(there());
        }
        List<String> names = List.copyOf(rates.keySet());
        List<Set<String>> possible = new ArrayList<>();
        for (int bits = 1; bits < 1 << names.size(); bits++) {
            Set<String> some = new LinkedHashSet<>();
            for (int m = 0; m < names.size(); m++) {
                if ((bits >> m & 1) == 1) {
                    some.add(names.get(m));
                }
            }
            possible.add(some);
        }
        return possible;
    }
}
