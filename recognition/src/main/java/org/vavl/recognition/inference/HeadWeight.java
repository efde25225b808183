package org.vavl.recognition.inference;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much a head counts in a {@link Fusion.Weighted}: w = β Π<sub>m</sub> s<sub>m</sub><sup>γ<sub>m</sub></sup>, where s<sub>m</sub> is
 * the share of the clip's frames of modality m that are valid.
 *
 * @param head the head's name
 * @param weight β, the weight where every frame is valid, at least 0
 * @param exponents γ by the modality's name, at least 0: how much less a head counts the fewer frames are valid
 */
public record HeadWeight(String head, double weight, Map<String, Double> exponents) {
    /** What a weight or an exponent may be at most. */
    public static final double HIGHEST = 20;

    /** Copies the exponents, sorted, so that a product of them is the same in every process, and checks all numbers. */
    public HeadWeight {
        exponents = Collections.unmodifiableMap(new TreeMap<>(exponents));
        requireWithin("weight of head " + head, weight);
        exponents.forEach(
                (modality, exponent) -> requireWithin("exponent of head " + head + " for " + modality, exponent));
    }

    private static void requireWithin(String name, double value) {
        if (!(value >= 0 && value <= HIGHEST)) {
            throw new IllegalArgumentException(name + " is " + value + ", and must be from 0 to " + HIGHEST);
        }
    }

    /** The weight for a clip; a modality of which nothing is said counts as whole. */
    double at(Evidence evidence) {
        double product = weight;
        for (Map.Entry<String, Double> exponent : exponents.entrySet()) {
            product *= Math.pow(evidence.validShares().getOrDefault(exponent.getKey(), 1.0), exponent.getValue());
        }
        return product;
    }
}
