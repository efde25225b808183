package org.vavl.learning.training.optimiser;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What the learning rate does after warming up. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DecaySettings.None.class, name = "none"),
    @JsonSubTypes.Type(value = DecaySettings.Cosine.class, name = "cosine"),
    @JsonSubTypes.Type(value = DecaySettings.Exponential.class, name = "exponential"),
    @JsonSubTypes.Type(value = DecaySettings.Steps.class, name = "steps"),
    @JsonSubTypes.Type(value = DecaySettings.Plateau.class, name = "plateau")
})
public sealed interface DecaySettings {
    /**
     * Where a run stands.
     *
     * @param progress the share of all steps after the warm-up that were made, from 0 to 1
     * @param epoch that is under way, from 0
     * @param scores on the development set of the epochs that are done, the higher the better
     */
    record Progress(double progress, int epoch, List<Double> scores) {
        /** Copies the scores. */
        public Progress {
            scores = List.copyOf(scores);
        }
    }

    /** The factor of the learning rate. */
    double factor(Progress at);

    /** It stays. */
    record None() implements DecaySettings {
        @Override
        public double factor(Progress at) {
            return 1;
        }
    }

    /** It falls to 0 along half a cosine. */
    record Cosine() implements DecaySettings {
        @Override
        public double factor(Progress at) {
            return (1 + Math.cos(Math.PI * at.progress())) / 2;
        }
    }

    /**
     * It is multiplied after every epoch.
     *
     * @param factor from above 0 to 1
     */
    record Exponential(double factor) implements DecaySettings {
        /** Checks the range. */
        public Exponential {
            requireFactor(factor);
        }

        @Override
        public double factor(Progress at) {
            return Math.pow(factor, at.epoch());
        }
    }

    /**
     * It is multiplied at some epochs.
     *
     * @param factor from above 0 to 1
     * @param epochs after so many epochs each, ascending
     */
    record Steps(double factor, List<Integer> epochs) implements DecaySettings {
        /** Checks the ranges. */
        public Steps {
            requireFactor(factor);
            epochs = List.copyOf(epochs);
            for (int i = 0; i < epochs.size(); i++) {
                if (epochs.get(i) < 1 || (i > 0 && epochs.get(i) <= epochs.get(i - 1))) {
                    throw new IllegalArgumentException("epochs is " + epochs + ", and must ascend from 1 or more");
                }
            }
        }

        @Override
        public double factor(Progress at) {
            long falls = epochs.stream().filter(epoch -> at.epoch() >= epoch).count();
            return Math.pow(factor, (double) falls);
        }
    }

    /**
     * It is multiplied when the development set has not become better for more than some epochs.
     *
     * @param factor from above 0 to 1
     * @param patience epochs without a new best that are let pass, at least 0
     */
    record Plateau(double factor, int patience) implements DecaySettings {
        /** Checks the ranges. */
        public Plateau {
            requireFactor(factor);
            if (patience < 0) {
                throw new IllegalArgumentException("patience is " + patience + ", and must be at least 0");
            }
        }

        @Override
        public double factor(Progress at) {
            double best = Double.NEGATIVE_INFINITY;
            int waited = 0;
            int falls = 0;
            for (double score : at.scores()) {
                waited = score > best ? 0 : waited + 1;
                best = Math.max(best, score);
                if (waited > patience) {
                    falls++;
                    waited = 0;
                }
            }
            return Math.pow(factor, falls);
        }
    }

    private static void requireFactor(double factor) {
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException("factor is " + factor + ", and must be from above 0 to 1");
        }
    }
}
