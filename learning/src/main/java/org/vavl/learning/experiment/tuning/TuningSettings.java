package org.vavl.learning.experiment.tuning;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The section {@code tuning}: what is searched, and with which budget. The budget is the same for every network.
 *
 * @param candidates how many configurations are drawn for each network, in each search
 * @param epochs of a training that goes to the end; {@code training.epochs} of the chosen configuration
 * @param rungs how often candidates are compared; 1 trains all to the end
 * @param reduction of the candidates from rung to rung, and the factor of their epochs
 * @param seed of what is drawn
 * @param nested whether each trial of the experiment has a search of its own, on its own development part; else there is one search, on the first trial's
 * @param ranges of settings that all networks have
 * @param networks ranges of single networks, by their labels; they go before those for all
 */
public record TuningSettings(
        int candidates,
        int epochs,
        int rungs,
        int reduction,
        long seed,
        boolean nested,
        SearchSpace ranges,
        Map<String, SearchSpace> networks) {
    /** Copies the map and checks the numbers. */
    public TuningSettings {
        networks = Map.copyOf(networks);
        new Halving(candidates, epochs, rungs, reduction);
    }

    /** 27 candidates, of which 9 are trained for 9 epochs after 3, and 3 for 27. */
    public static TuningSettings defaults() {
        return new TuningSettings(27, 27, 3, 3, 1, true, SearchSpace.empty(), Map.of());
    }

    /** The rungs. */
    public Halving halving() {
        return new Halving(candidates, epochs, rungs, reduction);
    }

    /** What the settings of a network are drawn from. */
    public SearchSpace spaceOf(String label) {
        return ranges.with(new LinkedHashMap<>(networks).getOrDefault(label, SearchSpace.empty()));
    }
}
