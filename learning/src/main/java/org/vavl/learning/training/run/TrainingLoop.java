package org.vavl.learning.training.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vavl.learning.training.EpochRecord;
import org.vavl.learning.training.StepClock;
import org.vavl.learning.training.TrainingConfiguration;
import org.vavl.learning.training.TrainingInterruptedException;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.TrainingStep;
import org.vavl.learning.training.run.TrainingState.LossSum;
import org.vavl.learning.training.sampling.BatchSampler;

/** The epochs of a training, each with its steps, its checkpoints and its measurement at the end. */
final class TrainingLoop {
    private final TrainingConfiguration training;
    private final BatchSampler plan;
    private final TrainingStep trainingStep;
    private final TrainedTensors tensors;
    private final EpochValidation measurement;
    private final RunRecords records;
    private final TrainingListener listener;
    private final long steps;

    TrainingLoop(
            TrainingConfiguration training,
            BatchSampler plan,
            TrainingStep trainingStep,
            TrainedTensors tensors,
            EpochValidation measurement,
            RunRecords records,
            TrainingListener listener) {
        this.training = training;
        this.plan = plan;
        this.trainingStep = trainingStep;
        this.tensors = tensors;
        this.measurement = measurement;
        this.records = records;
        this.listener = listener;
        this.steps = (long) plan.batches(0).size() * training.epochs();
    }

    /** Over all epochs. */
    long steps() {
        return steps;
    }

    /**
     * Goes on from a state until so many epochs are done.
     *
     * @return all epochs that are done
     */
    List<EpochRecord> run(TrainingState from, int epochs) {
        StepClock clock = new StepClock(trainingStep.ranks());
        TrainingState state = from;
        while (state.epoch() < epochs) {
            state = epoch(state, clock);
        }
        listener.finished(clock.times());
        return state.history();
    }

    /** Makes the rest of an epoch's steps and measures it. */
    private TrainingState epoch(TrainingState state, StepClock clock) {
        List<List<Integer>> batches = plan.batches(state.epoch());
        List<Double> scores = measurement.scores(state.history());
        Map<String, LossSum> losses = new TreeMap<>(state.losses());
        long step = state.step();
        for (int b = state.batch(); b < batches.size(); b++) {
            double factor = training.schedule().factor(step, steps, state.epoch(), scores);
            double loss = step(batches.get(b), step, factor, losses, clock);
            step++;
            listener.stepDone(state.epoch() + 1, step, loss);
            boolean interrupted = records.interrupted();
            boolean due = interrupted || step % training.checkpointSteps() == 0;
            if (due && b + 1 < batches.size()) {
                records.write(
                        new TrainingState(
                                state.epoch(),
                                b + 1,
                                step,
                                losses,
                                state.history(),
                                tensors.optimiser().steps()),
                        tensors);
                requireNotInterrupted(step);
            }
        }
        return endOfEpoch(state, step, losses);
    }

    /** Makes a step, and gives the sum of its losses. */
    private double step(List<Integer> rows, long step, double factor, Map<String, LossSum> losses, StepClock clock) {
        Map<String, Double> made = clock.time(rows.size(), () -> {
            Map<String, Double> ofUpdates = trainingStep.make(rows, step, factor);
            tensors.average().add(step);
            return ofUpdates;
        });
        made.forEach((update, loss) -> losses.merge(update, new LossSum(loss, 1), (sum, one) -> sum.plus(loss)));
        return made.values().stream().mapToDouble(loss -> loss).sum();
    }

    private TrainingState endOfEpoch(TrainingState state, long step, Map<String, LossSum> losses) {
        Map<String, Double> means = new TreeMap<>();
        losses.forEach((update, sum) -> means.put(update, sum.mean()));
        List<EpochRecord> history = new ArrayList<>(state.history());
        tensors.average().withAveragedParameters(() -> {
            history.add(measurement.measure(state.epoch() + 1, means));
            if (isBest(history)) {
                records.write(() -> measurement.writeModel(records.folder().model(), history.get(history.size() - 1)));
            }
        });
        TrainingState next = new TrainingState(
                state.epoch() + 1,
                0,
                step,
                Map.of(),
                history,
                tensors.optimiser().steps());
        records.write(history);
        records.write(next, tensors);
        listener.epochDone(history.get(history.size() - 1), isBest(history));
        requireNotInterrupted(step);
        return next;
    }

    private void requireNotInterrupted(long step) {
        if (records.interrupted()) {
            throw new TrainingInterruptedException("interrupted after step " + step + " of " + steps
                    + ", which is kept: the same training goes on from there");
        }
    }

    private boolean isBest(List<EpochRecord> history) {
        return training.selection().best(history) == history.size() - 1;
    }
}
