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
 * @param answers one list for each trial, a value for each of {@link MaskingCurve#shares()}
 * @param states one value for each trial; a state in which the network cannot answer is not there
 */
record MaskingValues(
        Map<MaskingCurve, List<List<Double>>> curves,
        Map<Gone, List<Double>> withoutModality,
        Map<AnswerCurve, List<List<AnswerValue>>> answers,
        Map<AnswerState, List<AnswerValue>> states) {
    /**
     * How good a network's answer is in a state.
     *
     * @param model the network's label
     * @param state in which modalities are missing
     * @param metric what is measured
     */
    record AnswerState(String model, MissingState state, String metric) {}

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
        this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** A trial's curve. */
    void add(MaskingCurve curve, List<Double> values) {
        curves.computeIfAbsent(curve, key -> new ArrayList<>()).add(values);
    }

    /** A trial's answers along a curve. */
    void add(AnswerCurve curve, List<AnswerValue> values) {
        answers.computeIfAbsent(curve, key -> new ArrayList<>()).add(values);
    }

    /** A trial's answer in a state. */
    void add(AnswerState state, AnswerValue value) {
        states.computeIfAbsent(state, key -> new ArrayList<>()).add(value);
    }

    /** A trial's value. */
    void add(Gone gone, double value) {
        withoutModality.computeIfAbsent(gone, key -> new ArrayList<>()).add(value);
    }
}
