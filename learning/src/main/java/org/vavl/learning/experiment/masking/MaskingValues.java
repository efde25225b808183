package org.vavl.learning.experiment.masking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.learning.masking.FrameMasking;

/**
 * What masking measured, trial by trial.
 *
 * @param curves one list of values for each trial, a value for each of {@link MaskingCurve#shares()}
 * @param withoutModality one value for each trial
 */
record MaskingValues(Map<MaskingCurve, List<List<Double>>> curves, Map<Gone, List<Double>> withoutModality) {
    /**
     * A whole modality is gone.
     *
     * @param model the network's label
     * @param modality that is gone
     * @param kind what stands in its place: zeros, or nothing, where the heads of the others answer
     * @param metric what is measured
     */
    record Gone(String model, String modality, FrameMasking.Kind kind, String metric) {}

    /** None yet. */
    MaskingValues() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** A trial's curve. */
    void add(MaskingCurve curve, List<Double> values) {
        curves.computeIfAbsent(curve, key -> new ArrayList<>()).add(values);
    }

    /** A trial's value. */
    void add(Gone gone, double value) {
        withoutModality.computeIfAbsent(gone, key -> new ArrayList<>()).add(value);
    }
}
