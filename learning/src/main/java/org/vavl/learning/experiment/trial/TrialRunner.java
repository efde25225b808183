package org.vavl.learning.experiment.trial;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.split.Split;
import org.vavl.learning.evaluation.Evaluation;
import org.vavl.learning.evaluation.Evaluator;
import org.vavl.learning.evaluation.HeadEvaluation;
import org.vavl.learning.evaluation.Predictions;
import org.vavl.learning.evaluation.SpeakerIntervals;
import org.vavl.learning.metrics.Bootstrap;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.TrainingResult;
import org.vavl.learning.training.run.RunFolder;
import org.vavl.learning.training.run.Trainer;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TrainedModel;
import org.vavl.nn.LibTorch;
import org.vavl.nn.TorchDevice;

/** Trains networks and measures them, each in a folder of its own, and does nothing twice. */
public final class TrialRunner {
    private static final String RESULT = "result.json";

    private final Corpus corpus;
    private final Path folder;

    /**
     * @param corpus open as long as this is used
     * @param folder where the runs go
     */
    public TrialRunner(Corpus corpus, Path folder) {
        this.corpus = corpus;
        this.folder = folder;
    }

    /** The experiment's. */
    Path folder() {
        return folder;
    }

    /** The folder of a trial's run. */
    public Path runFolder(Trial trial) {
        return folder.resolve("runs").resolve(trial.model().slug()).resolve("trial-" + trial.number());
    }

    /** What the trial measured, if it is done. */
    public Optional<TrialResult> done(Trial trial) {
        Path file = resultFile(trial);
        if (Files.notExists(file) || Files.notExists(RunFolder.modelIn(runFolder(trial)))) {
            return Optional.empty();
        }
        TrialResult result = TrialResultFile.read(file);
        if (!result.digest().equals(digest(trial))) {
            throw new VavlException(file
                    + " is of another experiment: its configuration or corpus differ, what precision 'auto' or 0 threads come to"
                    + " on this machine, or the version; name another folder, or delete this one to start again");
        }
        return Optional.of(result);
    }

    /**
     * A digest of all that decides how a trial goes on this machine; see {@link Trainer#digest}. What another machine makes of the same trial is the same bit for bit only if its digest is.
     */
    public String digest(Trial trial) {
        return Trainer.digest(trial.run(), corpus);
    }

    /**
     * What a trial has left that is done or could not be done, to be carried to another machine.
     *
     * @throws VavlException if it cannot be read, or is larger than {@link TrialFiles#MOST_BYTES}
     */
    public TrialFiles files(Trial trial) {
        return TrialFiles.read(runFolder(trial));
    }

    /**
     * Puts what a trial has left on another machine into its folder here, in place of what is there.
     *
     * @throws VavlException if it cannot be written, or another process trains there
     */
    public void put(Trial trial, TrialFiles made) {
        try (RunFolder run = RunFolder.open(runFolder(trial))) {
            made.write(run.path(), RESULT);
        }
    }

    /** The model that a trial has made; libtorch has the trial's number of threads from then on, so that what is measured is the same whoever trained it. */
    public TrainedModel model(Trial trial) {
        LibTorch.setThreads(trial.run().training().threadsHere());
        Device device = Device.parse(trial.run().training().device());
        return ModelFile.read(RunFolder.modelIn(runFolder(trial)), device);
    }

    private Path resultFile(Trial trial) {
        return runFolder(trial).resolve(RESULT);
    }

    /**
     * Trains a network, or goes on where that was interrupted, and measures it on the test set.
     *
     * @throws VavlException if training diverges, or the network does not fit the corpus
     */
    public TrialResult run(Trial trial, TrainingListener listener) {
        Optional<TrialResult> done = done(trial);
        if (done.isPresent()) {
            return done.get();
        }
        try (RunFolder run = RunFolder.open(runFolder(trial))) {
            TrainingResult trained = Trainer.train(trial.run(), corpus, run, listener);
            TrialResult result = measure(trial, trained);
            TrialResultFile.write(resultFile(trial), result);
            return result;
        }
    }

    private TrialResult measure(Trial trial, TrainingResult trained) {
        try (TrainedModel model = model(trial)) {
            Split split = trial.run().split().split(corpus, trial.run().task());
            Evaluator evaluator = new Evaluator(
                    model, precision(trial), trial.run().training().batchSize());
            List<Clip> clips = evaluator.evaluable(split.clips(Part.TEST));
            Predictions predictions = evaluator.predict(clips);
            Evaluation evaluation = Evaluation.of(
                            new Evaluation.Subject(
                                    trial.model().label(), corpus.name(), Part.TEST.toString(), Map.of()),
                            predictions)
                    .with(SpeakerIntervals.of(Bootstrap.defaults(), predictions));
            return result(trial, split, trained, evaluation);
        }
    }

    private TrialResult result(Trial trial, Split split, TrainingResult trained, Evaluation evaluation) {
        Map<String, Integer> parts = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            parts.put(part.toString(), split.clips(part).size());
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
        Map<String, Map<String, List<Double>>> intervals = new LinkedHashMap<>();
        for (HeadEvaluation head : evaluation.all()) {
            counts.put(head.head(), head.clips());
            metrics.put(head.head(), head.metrics().values());
            Map<String, List<Double>> ends = new LinkedHashMap<>();
            evaluation
                    .intervals()
                    .of(head.head())
                    .forEach((metric, interval) -> ends.put(metric, List.of(interval.low(), interval.high())));
            intervals.put(head.head(), ends);
        }
        return new TrialResult(
                trial.model().label(),
                trial.number(),
                digest(trial),
                split.description(),
                trained.best().epoch(),
                parts,
                counts,
                metrics,
                intervals);
    }

    public static Precision precision(Trial trial) {
        return Precision.parse(
                trial.run().training().precision(),
                Device.parse(trial.run().training().device()),
                TorchDevice::hasBfloat16Products);
    }
}
