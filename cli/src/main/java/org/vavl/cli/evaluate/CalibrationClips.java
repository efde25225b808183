package org.vavl.cli.evaluate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vavl.core.Counted;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Precision;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.evaluation.Evaluator;
import org.vavl.learning.evaluation.OwnLabels;
import org.vavl.learning.evaluation.Predictions;
import org.vavl.learning.evaluation.PredictionsReader;
import org.vavl.learning.fusion.FusionExample;
import org.vavl.learning.fusion.FusionExamples;
import org.vavl.learning.masking.HiddenFrames;
import org.vavl.model.inference.TorchNetwork;
import org.vavl.model.inference.TrainedModel;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** On which clips a model is calibrated: those of a corpus, or those of predictions that others of its kind made. */
final class CalibrationClips {
    private static final int BATCH_SIZE = 32;
    private static final ClipSelection USUAL = ClipSelection.DEVELOPMENT;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--corpus", paramLabel = "DIR", description = "The corpus's folder.")
    private @Nullable Path corpus;

    @Option(
            names = "--split",
            paramLabel = "PART",
            description =
                    "${COMPLETION-CANDIDATES}; the parts are those that the model was trained with. Default: development.")
    private @Nullable ClipSelection selection;

    @Option(
            names = "--predictions",
            arity = "1..*",
            paramLabel = "FILE.csv",
            description =
                    "In place of a corpus, predictions.csv of vavl evaluate for models that were trained alike and not calibrated, each on"
                            + " clips that it was not trained on, such as those of the other folds.")
    private List<Path> predictions = List.of();

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    CalibrationClips() {}

    /** Whether a corpus is named, whose clips the model can be asked for. */
    boolean areOfCorpus() {
        return corpus().isPresent();
    }

    private Optional<ClipSelection> selection() {
        return Optional.ofNullable(selection);
    }

    /** The corpus's folder, if one is named. */
    Optional<Path> corpus() {
        return Optional.ofNullable(corpus);
    }

    /**
     * What there is to calibrate by.
     *
     * @param predictions without calibration
     * @param examples of the same clips with frames hidden, if they were asked for
     * @param name where they come from, for people
     * @param facts the same, for the model's provenance
     */
    record Found(Predictions predictions, List<FusionExample> examples, String name, Map<String, String> facts) {}

    /**
     * Asks the model, or reads what others were asked.
     *
     * @param withHiddenFrames whether the model is also asked for clips with frames hidden, for which there must be a corpus
     */
    Found find(TrainedModel uncalibrated, boolean withHiddenFrames) {
        if (withHiddenFrames && corpus().isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), "--fusion weighted needs --corpus, since frames of its clips are hidden");
        }
        check();
        return corpus().map(folder -> asked(uncalibrated, folder, withHiddenFrames))
                .orElseGet(() -> read(uncalibrated));
    }

    /**
     * Checks that it is said by what to calibrate.
     *
     * @throws ParameterException if it is not
     */
    void check() {
        if ((corpus != null) == !predictions.isEmpty() || (selection != null && corpus == null)) {
            throw new ParameterException(
                    command.commandLine(), "either --corpus, which --split belongs to, or --predictions is needed");
        }
    }

    private Found asked(TrainedModel uncalibrated, Path folder, boolean withHiddenFrames) {
        ClipSelection part = selection().orElse(USUAL);
        try (CorpusFolder opened = CorpusFolder.open(folder)) {
            Evaluator evaluator = new Evaluator(uncalibrated, Precision.FLOAT32, BATCH_SIZE);
            List<Clip> clips = evaluator.evaluable(part.clips(uncalibrated.description(), opened));
            part.warnOfLeftOut(uncalibrated.description(), opened, command.commandLine());
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("corpus", opened.name());
            facts.put("digest", opened.digest());
            facts.put("part", part.toString());
            facts.put("clips", Integer.toString(clips.size()));
            List<FusionExample> examples = withHiddenFrames
                    ? new FusionExamples(new TorchNetwork(uncalibrated, Precision.FLOAT32), HiddenFrames.DEFAULT_SEED)
                            .of(clips)
                    : List.of();
            Predictions predicted = OwnLabels.apart(
                    evaluator.predict(clips), clips, uncalibrated.network().heads(), uncalibrated.selections());
            return new Found(predicted, examples, folder + ", " + part, facts);
        }
    }

    private Found read(TrainedModel uncalibrated) {
        if (!(uncalibrated.network().task() instanceof Task.Classification task)) {
            throw new VavlException("the model's task has no classes: only probabilities of classes can be calibrated");
        }
        List<String> heads =
                uncalibrated.network().heads().stream().map(Head::name).toList();
        Predictions read = new PredictionsReader(task, heads).read(predictions);
        String name = Counted.of(read.rows().size(), "prediction") + " of " + Counted.of(predictions.size(), "model");
        return new Found(read, List.of(), name, Map.of("predictions", name));
    }
}
