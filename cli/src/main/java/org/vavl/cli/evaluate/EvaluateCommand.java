package org.vavl.cli.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.ComputeOptions;
import org.vavl.cli.option.EngineOption;
import org.vavl.cli.option.WrongUse;
import org.vavl.cli.output.Errors;
import org.vavl.cli.output.ResultOutput;
import org.vavl.core.Counted;
import org.vavl.core.clip.Clip;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.evaluation.Evaluation;
import org.vavl.learning.evaluation.Evaluator;
import org.vavl.learning.evaluation.GroupEvaluation;
import org.vavl.learning.evaluation.Predictions;
import org.vavl.learning.evaluation.SelectiveEvaluation;
import org.vavl.learning.evaluation.SpeakerIntervals;
import org.vavl.learning.fusion.FusionEffect;
import org.vavl.learning.fusion.HiddenFramesEvaluation;
import org.vavl.learning.masking.HiddenFrames;
import org.vavl.learning.metrics.Bootstrap;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.recognition.inference.InferenceNetwork;
import org.vavl.recognition.inference.InferenceNetworks;
import org.vavl.recognition.inference.ModelDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl evaluate}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Measures a model on a part of a corpus: every head on the clips that it applies to, and the model's answers.")
public final class EvaluateCommand implements Callable<Integer> {
    private static final int MOST_RESAMPLES = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN|MODEL", description = "A run's folder or a model file.")
    private Path model;

    @Option(names = "--corpus", required = true, paramLabel = "DIR", description = "The corpus's folder.")
    private Path corpusFolder;

    @Option(
            names = "--split",
            paramLabel = "PART",
            description =
                    "${COMPLETION-CANDIDATES}; the parts are those that the model was trained with. Default: ${DEFAULT-VALUE}.")
    private ClipSelection selection = ClipSelection.TEST;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where metrics.json, predictions.csv and risk-coverage.csv are written, and the pictures confusion.svg, which classes are taken for which,"
                            + " and risk-coverage.svg, how many answers are wrong if only the most confident are given.")
    private @Nullable Path out;

    @Option(names = "--batch-size", paramLabel = "CLIPS", description = "Clips in a batch; default: ${DEFAULT-VALUE}.")
    private int batchSize = 32;

    @Option(
            names = "--resamples",
            paramLabel = "DRAWS",
            description =
                    "How often the speakers are drawn for 95 %% intervals around each measure, 0 for no intervals; default: ${DEFAULT-VALUE}.")
    private int resamples = Bootstrap.defaults().resamples();

    @Option(
            names = "--hidden-frames",
            description =
                    "Also measures the answers on the same clips with modalities and shares of their frames hidden, beside the better single head.")
    private boolean hiddenFrames;

    @Mixin
    private ComputeOptions compute;

    @Mixin
    private EngineOption engine;

    @Mixin
    private ResultOutput output;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    EvaluateCommand() {}

    private Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    @Override
    public Integer call() {
        if (batchSize < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--batch-size is " + batchSize + ", and must be 1 or more");
        }
        if (resamples != 0 && (resamples < Bootstrap.FEWEST || resamples > MOST_RESAMPLES)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--resamples is " + resamples + ", and must be 0 or from " + Bootstrap.FEWEST + " to "
                            + MOST_RESAMPLES);
        }
        out().ifPresent(folder -> WrongUse.unlessFolder(spec.commandLine(), "--out", folder));
        compute.device();
        compute.precision();
        Path file = TrainedRun.modelFile(model);
        engine.check(List.of(file));
        try (InferenceNetwork network = InferenceNetworks.load(file, compute.device(), compute.precision());
                CorpusFolder corpus = CorpusFolder.open(corpusFolder)) {
            ModelDescription trained = network.description();
            Evaluator evaluator = new Evaluator(network, batchSize);
            List<Clip> asked = selection.clips(trained, corpus);
            selection.warnOfLeftOut(trained, corpus, spec.commandLine());
            List<Clip> evaluable = evaluator.evaluable(asked);
            warnOfUnanswered(asked.size() - evaluable.size(), asked.size());
            warnOfKnownSpeakers(new TrainedRun(trained).knownSpeakers(corpus, evaluable), evaluable);
            Predictions predictions = evaluator.predict(evaluable);
            Evaluation evaluation = Evaluation.of(
                            new Evaluation.Subject(
                                    model.toString(),
                                    corpus.name(),
                                    selection.toString(),
                                    trained.provenance().facts()),
                            predictions,
                            trained.calibration())
                    .with(intervals(predictions));
            EvaluationOutput measured = new EvaluationOutput(
                    evaluation,
                    predictions,
                    SelectiveEvaluation.of(predictions),
                    bootstrap()
                            .map(draws -> GroupEvaluation.of(predictions, evaluable, draws))
                            .orElseGet(() -> GroupEvaluation.of(predictions, evaluable)),
                    hiddenFrames ? Optional.of(hidden(network, evaluable)) : Optional.empty());
            out().ifPresent(folder -> measured.write(folder, spec.commandLine().getErr()));
            output.printAs(out -> out.println(measured.json()), measured::print);
        }
        return ExitCode.OK;
    }

    private List<FusionEffect> hidden(InferenceNetwork network, List<Clip> clips) {
        return new HiddenFramesEvaluation(network, batchSize, HiddenFrames.DEFAULT_SEED).of(clips);
    }

    private Optional<Bootstrap> bootstrap() {
        return resamples == 0
                ? Optional.empty()
                : Optional.of(Bootstrap.defaults().withResamples(resamples));
    }

    private SpeakerIntervals intervals(Predictions predictions) {
        return bootstrap().map(draws -> SpeakerIntervals.of(draws, predictions)).orElseGet(SpeakerIntervals::none);
    }

    private void warnOfKnownSpeakers(int known, List<Clip> clips) {
        if (known > 0 && selection != ClipSelection.TRAIN) {
            long speakers = clips.stream().map(Clip::speaker).distinct().count();
            Errors.warn(
                    spec.commandLine(),
                    known + " of " + Counted.of(speakers, "speaker")
                            + " of these clips are among those that the model was trained on: what is measured on them says little of others");
        }
    }

    private void warnOfUnanswered(int unanswered, int clips) {
        if (unanswered > 0) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            Locale.ROOT,
                            "%d of %d clips left out: they lack what the model needs%n",
                            unanswered,
                            clips);
            spec.commandLine().getErr().flush();
        }
    }
}
