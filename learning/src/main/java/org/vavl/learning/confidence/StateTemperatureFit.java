package org.vavl.learning.confidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vavl.learning.fusion.FusionExample;
import org.vavl.learning.metrics.Probabilities;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.StateTemperature;
import org.vavl.recognition.inference.TemperatureScaling;

/**
 * Finds each head's temperature for each set of modalities, on clips as they are and with frames hidden, both counting alike. Three candidates are
 * compared by their log loss on speakers that they were not found on, in {@value #FOLDS} folds: the head's one temperature, a temperature of the
 * state, and one that follows how much there is of each modality. The best one is found anew on all clips.
 *
 * @param calibration with the temperatures that were found
 * @param effects what those do that are not the head's one temperature
 */
public record StateTemperatureFit(Calibration calibration, List<StateEffect> effects) {
    private static final int FOLDS = 5;

    /** Copies the list. */
    public StateTemperatureFit {
        effects = List.copyOf(effects);
    }

    /**
     * Finds temperatures.
     *
     * @param base with the one temperature of each head
     * @param names of heads and of selections of several ({@link Calibration#selection}); other heads keep what they have
     * @param examples of clips that the network was not trained on, with classes for targets
     */
    public static StateTemperatureFit of(Calibration base, Collection<String> names, List<FusionExample> examples) {
        Map<Set<String>, List<FusionExample>> byModalities = examples.stream()
                .collect(Collectors.groupingBy(
                        example -> Set.copyOf(example.evidence().modalities()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<StateTemperature> states = new ArrayList<>(base.states());
        states.removeIf(state -> names.contains(state.head()));
        List<StateEffect> effects = new ArrayList<>();
        for (String name : names) {
            byModalities.forEach((modalities, some) -> {
                HeadLogits logits = HeadLogits.of(name, some);
                best(base, name, modalities, logits).ifPresent(state -> {
                    states.add(state);
                    effects.add(effect(base, state, logits));
                });
            });
        }
        return new StateTemperatureFit(new Calibration(base.temperatures(), states), effects);
    }

    /** Empty if the head's one temperature is best. */
    private static Optional<StateTemperature> best(
            Calibration base, String name, Set<String> modalities, HeadLogits logits) {
        if (logits.foldable() < FOLDS) {
            return Optional.empty();
        }
        StateTemperature one =
                new StateTemperature(name, modalities, base.of(name).temperature(), Map.of());
        double ofOne = 0;
        double ofConstant = 0;
        double ofSmooth = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            HeadLogits held = logits.fold(fold, FOLDS, true);
            StateSearch search = new StateSearch(name, modalities, logits.fold(fold, FOLDS, false));
            ofOne += held.loss(one);
            ofConstant += held.loss(search.constant());
            ofSmooth += held.loss(search.smooth());
        }
        if (ofOne <= Math.min(ofConstant, ofSmooth)) {
            return Optional.empty();
        }
        StateSearch search = new StateSearch(name, modalities, logits);
        return Optional.of(ofConstant <= ofSmooth ? search.constant() : search.smooth());
    }

    private static StateEffect effect(Calibration base, StateTemperature state, HeadLogits logits) {
        StateTemperature one = new StateTemperature(
                state.head(), state.modalities(), base.of(state.head()).temperature(), Map.of());
        return new StateEffect(
                state,
                error(logits, one, true),
                error(logits, state, true),
                error(logits, one, false),
                error(logits, state, false));
    }

    private static double error(HeadLogits logits, StateTemperature state, boolean whole) {
        int[] some = IntStream.range(0, logits.examples().size())
                .filter(i -> logits.examples().get(i).isWhole() == whole)
                .toArray();
        if (some.length == 0) {
            return 0;
        }
        float[][] probabilities = IntStream.of(some)
                .mapToObj(i -> {
                    TemperatureScaling scaling =
                            state.at(logits.examples().get(i).evidence());
                    return scaling.probabilities(logits.logitsEC()[i]);
                })
                .toArray(float[][]::new);
        return Probabilities.expectedCalibrationError(
                IntStream.of(some).map(i -> logits.truth()[i]).toArray(), probabilities);
    }
}
