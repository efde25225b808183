package org.vavl.cli.evaluate;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.ComputeOptions;
import org.vavl.cli.option.EngineOption;
import org.vavl.cli.option.WrongUse;
import org.vavl.cli.output.ResultOutput;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.evaluation.Evaluation;
import org.vavl.learning.evaluation.EvaluationFiles;
import org.vavl.learning.evaluation.EvaluationJson;
import org.vavl.learning.evaluation.EvaluationText;
import org.vavl.learning.evaluation.Evaluator;
import org.vavl.learning.evaluation.Predictions;
import org.vavl.learning.evaluation.SpeakerIntervals;
import org.vavl.learning.fusion.FusionEffect;
import org.vavl.learning.fusion.FusionText;
import org.vavl.learning.fusion.HiddenFramesEvaluation;
import org.vavl.learning.masking.HiddenFrames;
import org.vavl.learning.metrics.Bootstrap;
import org.vavl.learning.metrics.ClassificationMetrics;
import org.vavl.learning.plot.ConfusionPlot;
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
                    "Where metrics.json and predictions.csv are written, and confusion.svg, a picture of which classes are taken for which.")
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
            List<FusionEffect> hidden = hiddenFrames
                    ? new HiddenFramesEvaluation(network, batchSize, HiddenFrames.DEFAULT_SEED).of(evaluable)
                    : List.of();
            out().ifPresent(folder -> {
                EvaluationFiles.write(folder, evaluation, predictions);
                drawConfusion(evaluation, folder.resolve("confusion.svg"));
            });
            output.printAs(
                    out -> out.println(
                            EvaluationJson.write(evaluation, hiddenFrames ? Map.of("hiddenFrames", hidden) : Map.of())),
                    out -> {
                        print(evaluation, out);
                        if (hiddenFrames) {
                            out.printf(
                                    Locale.ROOT,
                                    "%nWith frames hidden:%n%n%s",
                                    FusionText.effects(hidden, trained.task()));
                        }
                    });
        }
        return ExitCode.OK;
    }

    private SpeakerIntervals intervals(Predictions predictions) {
        return resamples == 0
                ? SpeakerIntervals.none()
                : SpeakerIntervals.of(Bootstrap.defaults().withResamples(resamples), predictions);
    }

    /** A machine without fonts can evaluate; it only gets no picture. */
    private void drawConfusion(Evaluation evaluation, Path file) {
        if (evaluation.answer() instanceof ClassificationMetrics classes) {
            try {
                String title = String.format(
                        Locale.ROOT,
                        "%s, %s",
                        evaluation.subject().corpus(),
                        evaluation.subject().part());
                new ConfusionPlot(title, classes.confusion()).write(file);
            } catch (VavlException e) {
                spec.commandLine().getErr().println("no picture of the confusion matrix: " + e.getMessage());
                spec.commandLine().getErr().flush();
            }
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

    private static void print(Evaluation evaluation, PrintWriter out) {
        out.print(EvaluationText.table(evaluation));
        if (!evaluation.intervals().heads().isEmpty()) {
            out.println();
            out.print(EvaluationText.intervals(evaluation));
        }
        if (evaluation.answer() instanceof ClassificationMetrics classes) {
            out.println();
            out.print(EvaluationText.confusion(classes.confusion()));
        }
        if (!evaluation.calibration().isEmpty()) {
            out.printf(Locale.ROOT, "%nWhat the model's calibration does here:%n%n");
            out.print(EvaluationText.calibration(evaluation.calibration()));
        }
    }
}
