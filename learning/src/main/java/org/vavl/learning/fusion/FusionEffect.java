package org.vavl.learning.fusion;

import java.util.Map;

/**
 * How good the final prediction of some modalities is where a share of their frames is left, beside the better single head.
 *
 * @param left by the modality's name, the share of its valid frames that is left
 * @param clips how many it was measured on
 * @param metric what is measured; more is better
 * @param fused of the final prediction
 * @param single of the single head that is best there
 * @param head which that is
 */
public record FusionEffect(
        Map<String, Double> left, int clips, String metric, double fused, double single, String head) {
    /** How far the final prediction falls below the better single head; below 0 where it is better. */
    public double shortfall() {
        return single - fused;
    }
}
