package org.vavl.learning.experiment.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.learning.metrics.TaskMetrics;
import org.vavl.learning.training.SelectionSettings;

/**
 * What a search came to.
 *
 * @param network the network's label
 * @param trial the experiment's trial on whose development part it was, from 1
 * @param entries every candidate, in the order in which they were drawn
 */
public record SearchResult(String network, int trial, List<Entry> entries) {
    /**
     * A candidate.
     *
     * @param candidate what was drawn
     * @param scores on the development part at the end of each rung that it took part in, as the measure has them
     * @param kept the epoch that would be kept then, of each rung
     * @param failure why it could not be trained on; empty where it could
     */
    public record Entry(Candidate candidate, List<Double> scores, List<Integer> kept, Optional<String> failure) {
        /** Copies the lists. */
        public Entry {
            scores = List.copyOf(scores);
            kept = List.copyOf(kept);
        }

        static Entry of(Candidate candidate) {
            return new Entry(candidate, List.of(), List.of(), Optional.empty());
        }

        Entry with(double score, int epoch) {
            List<Double> more = new ArrayList<>(scores);
            more.add(score);
            List<Integer> epochs = new ArrayList<>(kept);
            epochs.add(epoch);
            return new Entry(candidate, more, epochs, Optional.empty());
        }

        Entry failed(String reason) {
            return new Entry(candidate, scores, kept, Optional.of(reason));
        }

        private SelectionSettings selection() {
            return candidate.run().training().selection();
        }

        /** What it is measured by. */
        public String metric() {
            return selection().metric();
        }

        /** The score of a rung, the higher the better; not a number where there is none. */
        double merit(int rung) {
            if (failure.isPresent() || rung >= scores.size()) {
                return Double.NaN;
            }
            return TaskMetrics.higherIsBetter(metric()) ? scores.get(rung) : -scores.get(rung);
        }
    }

    /** Copies the list. */
    public SearchResult {
        entries = List.copyOf(entries);
    }

    /**
     * The candidate that was best of those that were trained to the end.
     *
     * @param rungs how many there were
     * @throws VavlException if none was
     */
    Entry chosen(int rungs) {
        List<Double> merits =
                entries.stream().map(entry -> entry.merit(rungs - 1)).toList();
        return Halving.best(merits, 1).stream()
                .findFirst()
                .map(entries::get)
                .orElseThrow(() -> new VavlException(
                        network + ", trial " + trial + ": no candidate could be trained to the end" + firstFailure()));
    }

    private String firstFailure() {
        return entries.stream()
                .flatMap(entry -> entry.failure().stream()
                        .map(reason -> ", such as that with "
                                + Candidate.text(entry.candidate().values()) + ": " + reason))
                .findFirst()
                .orElse("");
    }
}
