package org.vavl.learning.experiment.masking;

import java.util.List;
import java.util.stream.IntStream;
import org.vavl.learning.masking.FrameMasking;

/**
 * How good a head is where more and more of a modality's frames are gone.
 *
 * @param model the network's label
 * @param modality whose frames go, several joined by "and", or {@link #EVERY}
 * @param pattern which frames go
 * @param kind what stands in their place
 * @param metric what is measured
 */
record MaskingCurve(
        String model, String modality, FrameMasking.Pattern pattern, FrameMasking.Kind kind, String metric) {
    /** Frames of all modalities go, of each at the same rate. */
    static final String EVERY = "every modality";

    /** The shares that go are 0, 0.1 and so on, so many of them. */
    static final int LEVELS = 10;

    /** The share of frames that goes at each level. */
    static List<Double> shares() {
        return IntStream.range(0, LEVELS)
                .mapToObj(level -> level / (double) LEVELS)
                .toList();
    }

    /**
     * The area under a curve by trapezoids, AUILC. Source: Yuan et al., "Transformer-based feature reconstruction network for robust multimodal sentiment
     * analysis", ACM Multimedia 2021.
     */
    static double areaUnderCurve(List<Double> values) {
        return area(values) * (values.size() - 1) / LEVELS;
    }

    /** The mean height of a curve over the shares that it is measured at: the area by trapezoids, over the width. */
    static double area(List<Double> values) {
        double sum = IntStream.range(1, values.size())
                .mapToDouble(i -> (values.get(i - 1) + values.get(i)) / 2)
                .sum();
        return sum / (values.size() - 1);
    }
}
