package org.vavl.learning.experiment.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.vavl.core.VavlException;
import org.vavl.learning.experiment.trial.SideBySide;
import org.vavl.learning.training.TrainingInterruptedException;

/** One search: candidates of one network on one training and development part, rung after rung. */
final class Search {
    private final List<Candidate> candidates;
    private final Halving halving;
    private final CandidateRunner runner;
    private final TuningExecution execution;
    private final TuningListener listener;

    /** @param listener is called by one thread at a time */
    Search(
            List<Candidate> candidates,
            Halving halving,
            CandidateRunner runner,
            TuningExecution execution,
            TuningListener listener) {
        this.candidates = List.copyOf(candidates);
        this.halving = halving;
        this.runner = runner;
        this.execution = execution;
        this.listener = listener;
    }

    /**
     * Makes what is not done.
     *
     * @throws TrainingInterruptedException if this thread is interrupted; what is done stays done
     */
    SearchResult run() {
        List<SearchResult.Entry> entries =
                new ArrayList<>(candidates.stream().map(SearchResult.Entry::of).toList());
        List<Integer> going = IntStream.range(0, candidates.size()).boxed().toList();
        List<Halving.Rung> rungs = halving.all();
        for (int k = 0; k < rungs.size(); k++) {
            train(entries, going, rungs.get(k));
            int next = k + 1 < rungs.size() ? rungs.get(k + 1).candidates() : 1;
            going = best(entries, going, k, next);
        }
        Candidate first = candidates.get(0);
        return new SearchResult(first.network(), first.trial(), entries);
    }

    private void train(List<SearchResult.Entry> entries, List<Integer> going, Halving.Rung rung) {
        List<Callable<SearchResult.Entry>> tasks = going.stream()
                .map(i -> (Callable<SearchResult.Entry>) () -> train(entries.get(i), rung))
                .toList();
        List<SearchResult.Entry> trained = SideBySide.run(
                tasks, execution.candidates(), () -> execution.worker().stop());
        for (int i = 0; i < trained.size(); i++) {
            entries.set(going.get(i), trained.get(i));
        }
    }

    /** Those that go on, the best first; the others give up. */
    private List<Integer> best(List<SearchResult.Entry> entries, List<Integer> going, int rung, int number) {
        List<Integer> best = Halving.best(
                        going.stream().map(i -> entries.get(i).merit(rung)).toList(), number)
                .stream()
                .map(going::get)
                .toList();
        going.stream().filter(i -> !best.contains(i)).forEach(i -> runner.giveUp(candidates.get(i)));
        return best;
    }

    private SearchResult.Entry train(SearchResult.Entry entry, Halving.Rung rung) {
        Candidate candidate = entry.candidate();
        boolean before = runner.done(candidate, rung.epochs()).isPresent();
        SideBySide.requireNotInterrupted();
        try {
            CandidateScores scores = before
                    ? runner.train(candidate, rung.epochs(), TuningListener.SILENT_TRAINING)
                    : execution.worker().train(candidate, rung.epochs(), runner, listener.started(candidate, rung));
            SearchResult.Entry trained = entry.with(
                    scores.at(rung.epochs(), candidate.run().training().selection()),
                    scores.kept(rung.epochs(), candidate.run().training().selection()));
            listener.done(trained, rung, before);
            return trained;
        } catch (TrainingInterruptedException e) {
            throw e;
        } catch (VavlException e) {
            SideBySide.requireNotInterrupted();
            SearchResult.Entry failed = entry.failed(String.valueOf(e.getMessage()));
            listener.failed(failed, rung);
            return failed;
        }
    }
}
