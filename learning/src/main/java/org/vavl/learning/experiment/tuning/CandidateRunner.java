package org.vavl.learning.experiment.tuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.experiment.report.Report;
import org.vavl.learning.training.EpochRecord;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.TrainingResult;
import org.vavl.learning.training.run.RunFolder;
import org.vavl.learning.training.run.Trainer;

/** Trains candidates, each in a folder of its own, and does nothing twice. Reads no clip of a test part. */
public final class CandidateRunner {
    private static final String SCORES = "scores.json";

    private final Corpus corpus;
    private final Path folder;

    /**
     * @param corpus open as long as this is used
     * @param folder where the runs go
     */
    public CandidateRunner(Corpus corpus, Path folder) {
        this.corpus = corpus;
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** The folder of a candidate's run. */
    public Path runFolder(Candidate candidate) {
        String network = Report.fileName(candidate.network());
        return folder.resolve("search")
                .resolve(network.isEmpty() ? "model" : network)
                .resolve("trial-" + candidate.trial())
                .resolve(candidate.folder());
    }

    /**
     * The candidate's scores, if so many epochs are done.
     *
     * @throws VavlException if they are of another search
     */
    public Optional<CandidateScores> done(Candidate candidate, int epochs) {
        Path file = runFolder(candidate).resolve(SCORES);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        CandidateScores scores = CandidateScores.read(file);
        if (!scores.digest().equals(Trainer.digest(candidate.run(), corpus))) {
            throw new VavlException(file
                    + " is of another search: its configuration or corpus differ, what precision 'auto' or 0 threads come to"
                    + " on this machine, or the version; name another folder, or delete this one to start again");
        }
        return Optional.of(scores).filter(found -> found.epochs() >= epochs);
    }

    /**
     * Trains a candidate up to the end of an epoch, from where it was.
     *
     * @throws org.vavl.learning.training.TrainingInterruptedException if this thread is interrupted; the same call goes on from there
     * @throws VavlException if training diverges, or the network does not fit the corpus
     */
    public CandidateScores train(Candidate candidate, int epochs, TrainingListener listener) {
        Optional<CandidateScores> done = done(candidate, epochs);
        if (done.isPresent()) {
            return done.get();
        }
        try (RunFolder run = RunFolder.open(runFolder(candidate))) {
            TrainingResult trained = Trainer.train(candidate.run(), corpus, run, epochs, listener);
            CandidateScores scores = new CandidateScores(
                    Trainer.digest(candidate.run(), corpus),
                    trained.history().stream().map(EpochRecord::score).toList());
            scores.write(runFolder(candidate).resolve(SCORES));
            return scores;
        }
    }

    /** Removes the large files of a candidate that does not go on. Should it go on after all, it is trained anew, to the same end. */
    void giveUp(Candidate candidate) {
        try {
            for (String file : List.of("checkpoint.safetensors", "model.safetensors")) {
                Files.deleteIfExists(runFolder(candidate).resolve(file));
            }
        } catch (IOException e) {
            throw new VavlException(
                    "what a candidate leaves in " + runFolder(candidate) + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
