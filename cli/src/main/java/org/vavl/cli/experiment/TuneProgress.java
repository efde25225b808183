package org.vavl.cli.experiment;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.output.Progress;
import org.vavl.learning.experiment.tuning.Candidate;
import org.vavl.learning.experiment.tuning.Halving;
import org.vavl.learning.experiment.tuning.SearchResult;
import org.vavl.learning.experiment.tuning.TuningListener;
import org.vavl.learning.training.TrainingListener;

/** Shows how a search goes: how many trainings are over, in which epoch those are that are under way, and how long the rest takes. Safe for use by several threads. */
final class TuneProgress implements TuningListener, AutoCloseable {
    private final PrintWriter err;
    private final Map<String, String> running = new LinkedHashMap<>();
    private @Nullable Progress progress;
    private long over;
    private long all;

    TuneProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void planned(long trainings) {
        all = trainings;
    }

    @Override
    public synchronized TrainingListener started(Candidate candidate, Halving.Rung rung) {
        if (progress == null) {
            progress = Progress.begin(err, "trainings", over, all);
        }
        String name = name(candidate);
        running.put(name, "begins");
        show();
        return new TrainingListener() {
            @Override
            public void stepDone(int epoch, long stepsDone, double loss) {
                went(name, "epoch " + epoch + " of " + rung.epochs());
            }

            @Override
            public void warned(String what) {
                line(name + ": " + what);
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
        ended(
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
        ended(name, name + " failed: " + entry.failure().orElse(""));
    }

    private synchronized void ended(String name, String line) {
        line(line);
        running.remove(name);
        over++;
        show();
    }

    private synchronized void went(String name, String how) {
        running.put(name, how);
        show();
    }

    private void show() {
        String detail = running.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
        if (progress != null) {
            progress.stepTo(over, detail);
        }
    }

    private synchronized void line(String text) {
        if (progress != null) {
            progress.line(text);
        } else {
            err.println(text);
            err.flush();
        }
    }

    @Override
    public synchronized void close() {
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }
}
