package org.vavl.cli.experiment.progress;

import java.io.PrintWriter;
import java.util.Locale;
import org.vavl.learning.experiment.tuning.Candidate;
import org.vavl.learning.experiment.tuning.Halving;
import org.vavl.learning.experiment.tuning.SearchResult;
import org.vavl.learning.experiment.tuning.TuningListener;
import org.vavl.learning.training.TrainingListener;

/** Shows how a search goes: how many trainings are over, in which epoch those are that are under way, and how long the rest takes. Safe for use by several threads. */
public final class TuneProgress implements TuningListener, AutoCloseable {
    private final ConcurrentProgress progress;
    private volatile long all;

    /** @param err where it is shown */
    public TuneProgress(PrintWriter err) {
        progress = new ConcurrentProgress(err, "trainings");
    }

    @Override
    public void planned(long trainings) {
        all = trainings;
    }

    @Override
    public TrainingListener started(Candidate candidate, Halving.Rung rung) {
        progress.begin(all);
        String name = name(candidate);
        progress.went(name, "begins");
        return new TrainingListener() {
            @Override
            public void stepDone(int epoch, long stepsDone, double loss) {
                progress.went(name, "epoch " + epoch + " of " + rung.epochs());
            }

            @Override
            public void warned(String what) {
                progress.line(name + ": " + what);
            }
        };
    }

    private static String name(Candidate candidate) {
        return candidate.network() + ", trial " + candidate.trial() + ", candidate " + candidate.number();
    }

    @Override
    public void done(SearchResult.Entry entry, Halving.Rung rung, boolean before) {
        String name = name(entry.candidate());
        double score = entry.scores().get(entry.scores().size() - 1);
        progress.ended(
                name,
                String.format(
                        Locale.ROOT,
                        "%s: epoch %d, %s %.3f%s",
                        name,
                        rung.epochs(),
                        entry.candidate().run().training().selection().metric(),
                        score,
                        before ? ", done before" : ""));
    }

    @Override
    public void failed(SearchResult.Entry entry, Halving.Rung rung) {
        String name = name(entry.candidate());
        progress.ended(name, name + " failed: " + entry.failure().orElse(""));
    }

    @Override
    public void close() {
        progress.close();
    }
}
