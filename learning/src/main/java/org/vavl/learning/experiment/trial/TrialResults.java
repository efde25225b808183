package org.vavl.learning.experiment.trial;

import java.util.ArrayList;
import java.util.List;
import org.vavl.learning.training.TrainingListener;

/**
 * What became of an experiment's trials.
 *
 * @param done by the order of the networks, then of the trials
 * @param failed those that could not be done
 */
public record TrialResults(List<TrialResult> done, List<Failure> failed) {
    /**
     * A trial that could not be done.
     *
     * @param model the network's label
     * @param number the trial's
     * @param reason one line
     */
    public record Failure(String model, int number, String reason) {}

    /** Listens to an experiment's progress. */
    public interface Listener {
        /** A trial begins; its training is reported to the listener that is answered. */
        TrainingListener started(Trial trial, int before, int all);

        /** A trial was done before this start. */
        void skipped(Trial trial);

        /** A trial is done. */
        default void done(Trial trial, TrialResult result) {}

        /** A trial could not be done; the others go on. */
        void failed(Failure failure);

        /**
         * Trained networks are measured further, one after the other, when all trials are over.
         *
         * @param trial whose network it is
         * @param measurements done, of all trials together
         * @param all how many there will be
         */
        default void measured(Trial trial, long measurements, long all) {}
    }

    /** Copies the lists. */
    public TrialResults {
        done = List.copyOf(done);
        failed = List.copyOf(failed);
    }

    /** The values of a network's metric, trial by trial; empty if it has no such head. */
    public List<Double> values(String model, String head, String metric) {
        return done.stream()
                .filter(result -> result.model().equals(model))
                .flatMap(result -> result.value(head, metric).stream())
                .toList();
    }

    /** The trials in which both networks have the metric: the first one's values, then the second one's. */
    public List<double[]> paired(String first, String second, String head, String metric) {
        List<Double> ofFirst = new ArrayList<>();
        List<Double> ofSecond = new ArrayList<>();
        for (TrialResult one : done) {
            done.stream()
                    .filter(other -> one.model().equals(first) && other.model().equals(second))
                    .filter(other -> other.number() == one.number())
                    .filter(other -> one.value(head, metric).isPresent())
                    .forEach(other -> other.value(head, metric).ifPresent(value -> {
                        ofFirst.add(one.value(head, metric).orElseThrow());
                        ofSecond.add(value);
                    }));
        }
        return List.of(
                ofFirst.stream().mapToDouble(Double::doubleValue).toArray(),
                ofSecond.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
