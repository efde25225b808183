package org.vavl.recognition.inference;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * How probable a class must be to be answered, so that of the answers no larger share than a stated risk is wrong.
 *
 * <p>Source: Geifman and El-Yaniv, "Selective classification for deep neural networks", NIPS 2017; here the risk is that on development clips.
 *
 * @param risk the share of wrong answers that is accepted, above 0 and below 1
 * @param thresholds one for each set of modalities, at least one
 */
public record Abstention(double risk, List<StateThreshold> thresholds) {
    /** A threshold that no probability reaches: nothing is answered. */
    public static final double NOTHING = 2;

    /** Copies the list and checks it. */
    public Abstention {
        thresholds = List.copyOf(thresholds);
        long different =
                thresholds.stream().map(StateThreshold::modalities).distinct().count();
        if (!(risk > 0 && risk < 1) || thresholds.isEmpty() || different < thresholds.size()) {
            throw new IllegalArgumentException("abstention at a risk of " + risk + " with thresholds " + thresholds
                    + ": needs a risk between 0 and 1, a threshold, and none of them twice");
        }
    }

    /**
     * The threshold for clips with certain modalities.
     *
     * @param modalities their names
     * @param threshold the least probability that is answered, from 0 to 1, or {@link #NOTHING}
     * @param whole what it does on the development clips as they are
     * @param hidden the same with some of their frames hidden
     */
    public record StateThreshold(Set<String> modalities, double threshold, SelectiveRisk whole, SelectiveRisk hidden) {
        /** Copies the set and checks the threshold. */
        public StateThreshold {
            modalities = Set.copyOf(modalities);
            if (modalities.isEmpty() || !((threshold >= 0 && threshold <= 1) || threshold == NOTHING)) {
                throw new IllegalArgumentException("threshold " + threshold + " for modalities " + modalities
                        + ": needs a modality, and a threshold from 0 to 1 or " + NOTHING);
            }
        }
    }

    /**
     * What is answered of some clips, and how much of it is wrong.
     *
     * @param clips how many they are
     * @param coverage the share of them that is answered, 0 to 1
     * @param risk the share of the answered that is wrong, 0 to 1; 0 where nothing is answered
     */
    public record SelectiveRisk(int clips, double coverage, double risk) {
        /** Checks the numbers. */
        public SelectiveRisk {
            if (clips < 0 || !(coverage >= 0 && coverage <= 1) || !(risk >= 0 && risk <= 1)) {
                throw new IllegalArgumentException("of " + clips + " clips a coverage of " + coverage + " at a risk of "
                        + risk + ": needs shares from 0 to 1");
            }
        }
    }

    /** The threshold for a clip; of modalities that no development clip had, the highest one that there is. */
    public double threshold(Set<String> modalities) {
        return thresholds.stream()
                .filter(state -> state.modalities().equals(modalities))
                .findFirst()
                .or(() -> thresholds.stream().max(Comparator.comparingDouble(StateThreshold::threshold)))
                .orElseThrow()
                .threshold();
    }
}
