package org.vavl.cli.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.output.Errors;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.compute.Precision;
import org.vavl.learning.confidence.ConfidenceFit;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.fusion.FusionExample;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.model.inference.TorchNetwork;
import org.vavl.model.inference.TrainedModel;
import org.vavl.recognition.inference.Confidence;
import org.vavl.recognition.inference.EmbeddingDensity;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** When a model is to be not sure, and by which clips that is found. */
final class ConfidenceOptions {
    private static final double USUAL_QUANTILE = 0.99;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--risk",
            paramLabel = "SHARE",
            description =
                    "From now on the model is not sure of answers that are too improbable: of the others at most this share is wrong, as these clips"
                            + " have it, such as 0.3. Implies --hidden-frames and --outliers. Default: as before.")
    private @Nullable Double risk;

    @Option(
            names = "--outliers",
            paramLabel = "QUANTILE",
            description =
                    "From now on the model is not sure where a clip is unlike those that it was trained on: farther from them than this share of these"
                            + " clips, such as 0.99, which --risk takes; 0 for never. Default: as before.")
    private @Nullable Double outliers;

    @Option(
            names = "--training-corpus",
            paramLabel = "DIR",
            description = "The corpus that the model was trained on, for --outliers. Default: that of --corpus.")
    private @Nullable Path training;

    @Option(
            names = "--hidden-frames",
            description =
                    "Also finds temperatures for each set of modalities, which may follow how much there is of them, on the clips with frames hidden."
                            + " Default: as before.")
    private boolean hiddenFrames;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ConfidenceOptions() {}

    /**
     * What is to be done with a model.
     *
     * @param states whether temperatures are found by what clips have
     * @param risk of abstention; empty for none
     * @param outliers the quantile; empty for none
     */
    record Plan(boolean states, OptionalDouble risk, OptionalDouble outliers) {
        boolean needsExamples() {
            return states || risk.isPresent() || outliers.isPresent();
        }
    }

    private Optional<Double> risk() {
        return Optional.ofNullable(risk);
    }

    private Optional<Double> outliers() {
        return Optional.ofNullable(outliers);
    }

    /** @throws ParameterException if something cannot be */
    void check(boolean areOfCorpus) {
        if (risk != null && !(risk > 0 && risk < 1)) {
            throw wrong("--risk is " + risk + ", and must be above 0 and below 1");
        }
        if (outliers != null && !(outliers >= 0 && outliers <= 1)) {
            throw wrong("--outliers is " + outliers + ", and must be from 0 to 1");
        }
        boolean any = risk != null || outliers != null || training != null || hiddenFrames;
        if (any && !areOfCorpus) {
            throw wrong("--risk, --outliers, --training-corpus and --hidden-frames need --corpus,"
                    + " whose clips the model is asked for with frames hidden");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /** What a model has is found anew where its clips can be asked for; where they cannot, it is left out, since it is of other probabilities. */
    Plan plan(TrainedModel model, boolean areOfCorpus) {
        if (!areOfCorpus) {
            warnOfLoss(model);
            return new Plan(false, OptionalDouble.empty(), OptionalDouble.empty());
        }
        OptionalDouble wanted = risk().map(OptionalDouble::of).orElseGet(() -> model.confidence()
                .abstention()
                .map(rule -> OptionalDouble.of(rule.risk()))
                .orElse(OptionalDouble.empty()));
        double quantile = outliers().orElseGet(() -> model.confidence().densities().values().stream()
                .mapToDouble(EmbeddingDensity::quantile)
                .findFirst()
                .orElse(risk().isPresent() ? USUAL_QUANTILE : 0));
        return new Plan(
                hiddenFrames
                        || risk().isPresent()
                        || !model.calibration().states().isEmpty(),
                wanted,
                quantile > 0 ? OptionalDouble.of(quantile) : OptionalDouble.empty());
    }

    private void warnOfLoss(TrainedModel model) {
        model.confidence()
                .abstention()
                .ifPresent(
                        rule -> Errors.warn(
                                command.commandLine(),
                                "the model is no longer unsure at a risk of " + rule.risk()
                                        + ", since its probabilities change and --predictions have no clips with frames hidden: give --corpus"));
    }

    /**
     * Finds when the model is not sure.
     *
     * @param model with its new calibration and fusion
     * @param corpus from which the examples are
     */
    Confidence find(Plan plan, TrainedModel model, Path corpus, List<FusionExample> examples) {
        Confidence former = model.confidence().withoutAbstention();
        if (plan.risk().isEmpty() && plan.outliers().isEmpty()) {
            return outliers().isPresent() ? Confidence.none() : former;
        }
        TorchNetwork network = new TorchNetwork(model, Precision.FLOAT32);
        ConfidenceFit fit =
                new ConfidenceFit(model.with(Confidence.none()).description(), network::selectedHeads, examples);
        Map<String, EmbeddingDensity> densities = new TreeMap<>();
        if (plan.outliers().isPresent()) {
            densities.putAll(densities(plan.outliers().getAsDouble(), fit, network, corpus, former));
        }
        return plan.risk().isPresent()
                ? fit.abstaining(plan.risk().getAsDouble(), densities)
                : new Confidence(densities, Optional.empty());
    }

    /** Where nobody asked for it, a corpus without training clips is none to fail at: what the model has of them stays. */
    private Map<String, EmbeddingDensity> densities(
            double quantile, ConfidenceFit fit, TorchNetwork network, Path corpus, Confidence former) {
        try (CorpusFolder opened =
                CorpusFolder.open(Optional.ofNullable(training).orElse(corpus))) {
            List<Clip> clips = new TrainedRun(network.description()).clips(opened, Part.TRAIN);
            return fit.densities(quantile, network, clips);
        } catch (VavlException e) {
            if (outliers != null || training != null) {
                throw new VavlException("--outliers needs the clips for training: " + e.getMessage(), e);
            }
            Errors.warn(
                    command.commandLine(),
                    "how far clips are from those for training is "
                            + (former.densities().isEmpty() ? "not known" : "as it was") + ": " + e.getMessage());
            return former.densities();
        }
    }
}
