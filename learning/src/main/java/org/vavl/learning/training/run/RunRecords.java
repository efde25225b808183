package org.vavl.learning.training.run;

import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.core.file.AtomicFile;
import org.vavl.learning.training.EpochRecord;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.parallel.Ranks;

/**
 * What a run leaves in its folder. Of several ranks the first one writes, and reads for all. Files are written whole whenever this thread is interrupted: what was
 * trained until then is kept.
 */
final class RunRecords {
    private final RunFolder run;
    private final Checkpoint checkpoint;
    private final Ranks ranks;
    private boolean interrupted;

    RunRecords(RunFolder run, RunIdentity identity, Ranks ranks) {
        this.run = run;
        this.checkpoint = new Checkpoint(run.checkpoint(), identity);
        this.ranks = ranks;
    }

    RunFolder folder() {
        return run;
    }

    /** Where the run stands; the tensors have the values that they had then. */
    TrainingState restore(TrainedTensors tensors) {
        TrainingState state = ranks.isFirst() ? checkpoint.restore(tensors) : TrainingState.atStart();
        if (!ranks.areSeveral()) {
            return state;
        }
        TrainingState ofFirst = TrainingState.parse(ranks.gather(state.toJson()).get(0), "the first rank");
        tensors.copyFromFirst(ranks, ofFirst);
        return ofFirst;
    }

    void write(TrainingState state, TrainedTensors tensors) {
        write(() -> checkpoint.write(state, tensors));
    }

    void write(RunConfiguration configuration) {
        write(() -> AtomicFile.write(run.configuration(), configuration.toYaml()));
    }

    void write(List<EpochRecord> history) {
        write(() -> TrainingHistory.write(run, history));
    }

    /** A machine without fonts can train; it only gets no picture. */
    void drawCurves(List<EpochRecord> history, EpochRecord best, String metric, TrainingListener listener) {
        try {
            write(() -> TrainingCurves.draw(history, best, metric, run.curves()));
        } catch (VavlException e) {
            listener.warned("no picture of the training: " + e.getMessage());
        }
    }

    /** Writes a file, unless that is for another rank to do. */
    void write(Runnable file) {
        if (ranks.isFirst()) {
            interrupted |= UninterruptedWriting.run(file);
        }
    }

    /** Whether this thread was interrupted, or that of another rank; it is not any more. */
    boolean interrupted() {
        interrupted |= Thread.interrupted();
        interrupted = ranks.any(interrupted);
        return interrupted;
    }
}
