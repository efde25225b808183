package org.vavl.recognition.inference;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the final prediction for a clip is made of its heads' outputs.
 *
 * <p>Differs from the paper, where the joint head alone answers for a clip that has every modality: that is {@link OfThePaper}.
 */
public sealed interface Fusion {
    /** Algorithm 1, lines 17 to 22: the heads that the network selects for the modalities that are there, and their mean. */
    record OfThePaper() implements Fusion {}

    /**
     * A log-linear pool of all heads that apply, whose weights follow from how much of each modality there is. For C classes
     *
     * <p>p = softmax(Σ<sub>h</sub> w<sub>h</sub> z<sub>h</sub>), and for attributes y = Σ<sub>h</sub> w<sub>h</sub> y<sub>h</sub> /
     * Σ<sub>h</sub> w<sub>h</sub>,
     *
     * <p>where z<sub>h</sub> are a head's logits, without its temperature, and y<sub>h</sub> its values. Since a weight is also an inverse temperature, what is
     * predicted is calibrated for the modalities that are there and for how much there is of them.
     *
     * <p>Source: Heskes, "Selecting weighting factors in logarithmic opinion pools", NIPS 1997, for the pool.
     *
     * @param states the weights for each set of modalities; for a set that is not there the heads are those of the paper
     */
    record Weighted(List<FusionState> states) implements Fusion {
        /** Copies the list and checks that no state is there twice. */
        public Weighted {
            states = List.copyOf(states);
            long different =
                    states.stream().map(FusionState::modalities).distinct().count();
            if (different < states.size()) {
                throw new IllegalArgumentException("states of "
                        + states.stream().map(FusionState::modalities).toList()
                        + ": each set of modalities must be there once");
            }
        }
    }

    /** The weights for every set of modalities; none where the paper's rule holds. */
    default List<FusionState> allStates() {
        return this instanceof Weighted weighted ? weighted.states() : List.of();
    }

    /**
     * The weights for the modalities of a clip.
     *
     * @param present the names of the modalities that the clip has
     * @return empty if the paper's rule holds
     */
    default Optional<FusionState> state(Set<String> present) {
        return allStates().stream()
                .filter(state -> state.modalities().equals(present))
                .findFirst();
    }
}
