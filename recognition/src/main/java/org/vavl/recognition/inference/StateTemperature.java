package org.vavl.recognition.inference;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A head's temperature for clips that have certain modalities, T(s) = T Π<sub>m</sub> s<sub>m</sub><sup>−γ<sub>m</sub></sup>, where
 * s<sub>m</sub> is the share of the clip's frames of modality m that are valid: with γ above 0 the model is the less sure the less there is.
 * T(s) stays within the bounds of {@link TemperatureScaling}.
 *
 * @param head the head's name, or the names of several whose mean is the answer ({@link Calibration#selection})
 * @param modalities the names of the modalities that these clips have, at least one
 * @param temperature T, where every frame is valid, within the bounds of {@link TemperatureScaling}
 * @param exponents γ by the modality's name, of some of these modalities, from −{@value #HIGHEST} to {@value #HIGHEST}
 */
public record StateTemperature(String head, Set<String> modalities, double temperature, Map<String, Double> exponents) {
    /** What an exponent may be at most. */
    public static final double HIGHEST = 5;

    /** Copies the collections and checks all numbers. */
    public StateTemperature {
        modalities = Set.copyOf(modalities);
        exponents = Collections.unmodifiableMap(new TreeMap<>(exponents));
        new TemperatureScaling(temperature); // checks it
        if (modalities.isEmpty()
                || !modalities.containsAll(exponents.keySet())
                || !exponents.values().stream().allMatch(exponent -> Math.abs(exponent) <= HIGHEST)) {
            throw new IllegalArgumentException("temperature of head " + head + " for modalities " + modalities
                    + " with exponents " + exponents + ": needs a modality, and exponents of these modalities from "
                    + -HIGHEST + " to " + HIGHEST);
        }
    }

    /** Whether it is of a head, and of clips with just these modalities. */
    boolean isOf(String name, Evidence evidence) {
        return head.equals(name) && modalities.equals(evidence.modalities());
    }

    /** The temperature for a clip; a modality of which nothing is said counts as whole. */
    public TemperatureScaling at(Evidence evidence) {
        double at = temperature;
        for (Map.Entry<String, Double> exponent : exponents.entrySet()) {
            at *= Math.pow(evidence.validShares().getOrDefault(exponent.getKey(), 1.0), -exponent.getValue());
        }
        return TemperatureScaling.within(at);
    }

    /** What undoes it. */
    StateTemperature inverse() {
        return new StateTemperature(
                head,
                modalities,
                1 / temperature,
                exponents.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> -one.getValue())));
    }
}
