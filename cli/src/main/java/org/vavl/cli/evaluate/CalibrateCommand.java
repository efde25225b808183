package org.vavl.cli.evaluate;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.output.ResultOutput;
import org.vavl.core.clip.Head;
import org.vavl.core.compute.Device;
import org.vavl.core.configuration.NearestName;
import org.vavl.learning.confidence.ConfidenceSummary;
import org.vavl.learning.confidence.ConfidenceText;
import org.vavl.learning.confidence.StateEffect;
import org.vavl.learning.confidence.StateTemperatureFit;
import org.vavl.learning.evaluation.CalibrationEffect;
import org.vavl.learning.evaluation.EvaluationText;
import org.vavl.learning.evaluation.Recalibration;
import org.vavl.learning.fusion.FusionEffect;
import org.vavl.learning.fusion.FusionFit;
import org.vavl.learning.fusion.FusionText;
import org.vavl.learning.training.run.RunConfiguration;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TrainedModel;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.Confidence;
import org.vavl.recognition.inference.Fusion;
import org.vavl.recognition.inference.FusionState;
import org.vavl.recognition.inference.Provenance;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl calibrate}. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description =
                "Makes a model's probabilities be well calibrated: finds one temperature for each head on clips that the model was"
                        + " not trained on, and writes the model with them. Where several heads answer together, their mean has one of its own, so that"
                        + " the class that is answered for a clip never changes. A head whose calibration that would make worse keeps what it has.")
public final class CalibrateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN|MODEL", description = "A run's folder or a model file.")
    private Path model;

    @Mixin
    private CalibrationClips clips;

    @Option(
            names = "--head",
            paramLabel = "NAME",
            description =
                    "Calibrate this head and leave the others as they are, or the answer of several, such as acoustic+visual; may be repeated."
                            + " Default: all.")
    private List<String> heads = List.of();

    @Option(
            names = "--fusion",
            paramLabel = "RULE",
            description =
                    "How the heads make the answer from now on: ${COMPLETION-CANDIDATES}. weighted finds weights that follow how much there is of"
                            + " each modality, on the clips with frames hidden; paper takes the joint head where every modality is there."
                            + " Default: as before; the weights of a model that has some are found anew with --corpus, unless --head is given.")
    private RunConfiguration.@Nullable FusionRule fusion;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "MODEL",
            description = "Where the calibrated model is written; may be the model itself.")
    private Path out;

    @Mixin
    private ConfidenceOptions confidence;

    @Mixin
    private ResultOutput output;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    CalibrateCommand() {}

    @Override
    public Integer call() {
        clips.check();
        confidence.check(clips.areOfCorpus());
        try (TrainedModel trained = ModelFile.read(TrainedRun.modelFile(model), Device.CPU)) {
            requireHeads(trained);
            Calibrated calibrated = calibrate(trained);
            boolean isChanged = calibrated.isChanged();
            ModelFile.write(
                    out,
                    isChanged ? calibrated.model().with(provenance(trained, calibrated.found())) : calibrated.model());
            output.print(calibrated.result(), stream -> print(calibrated, stream));
            calibrated.made().remarks().forEach(spec.commandLine().getErr()::println);
            spec.commandLine().getErr().flush();
        }
        return ExitCode.OK;
    }

    /**
     * A model with all that was found.
     *
     * @param found the clips by which
     * @param made the temperatures of heads
     * @param states those by what clips have
     * @param fit the weights of the heads, if they were asked for
     * @param model with all of it
     * @param isChanged whether anything of it is new
     */
    private record Calibrated(
            CalibrationClips.Found found,
            Recalibration made,
            StateTemperatureFit states,
            Optional<FusionFit> fit,
            TrainedModel model,
            boolean isChanged) {
        Result result() {
            return new Result(
                    made.effects(),
                    states.effects(),
                    fit.map(one -> one.fusion().states()).orElse(List.of()),
                    fit.map(FusionFit::effects).orElse(List.of()),
                    ConfidenceSummary.of(model.confidence()));
        }
    }

    private Calibrated calibrate(TrainedModel trained) {
        boolean weighted = fusion().map(RunConfiguration.FusionRule.WEIGHTED::equals)
                .orElse(heads.isEmpty() && clips.areOfCorpus() && trained.fusion() instanceof Fusion.Weighted);
        ConfidenceOptions.Plan plan = confidence.plan(trained, clips.areOfCorpus());
        CalibrationClips.Found found =
                clips.find(trained.with(Calibration.none()).with(Confidence.none()), weighted || plan.needsExamples());
        List<String> names = heads.isEmpty() ? names(trained) : heads;
        Recalibration made = Recalibration.of(trained.calibration(), found.predictions(), names, trained.selections());
        StateTemperatureFit states = plan.states()
                ? StateTemperatureFit.of(made.calibration(), names, found.examples())
                : new StateTemperatureFit(made.calibration(), List.of());
        Optional<FusionFit> fit = weighted ? Optional.of(fit(trained, found)) : Optional.empty();
        TrainedModel model = trained.with(states.calibration())
                .with(fit.<Fusion>map(FusionFit::fusion).orElseGet(() -> former(trained)));
        Confidence unsure = clips.corpus()
                .map(corpus -> confidence.find(plan, model, corpus, found.examples()))
                .orElseGet(() -> trained.confidence().withoutAbstention());
        return new Calibrated(
                found, made, states, fit, model.with(unsure), !made.changed().isEmpty() || plan.needsExamples());
    }

    /** What the model has, unless the paper's rule is asked for. */
    private Fusion former(TrainedModel trained) {
        return fusion().<Fusion>map(paper -> new Fusion.OfThePaper()).orElse(trained.fusion());
    }

    private Optional<RunConfiguration.FusionRule> fusion() {
        return Optional.ofNullable(fusion);
    }

    private FusionFit fit(TrainedModel trained, CalibrationClips.Found found) {
        if (trained.network().heads().size() < 2) {
            throw new ParameterException(
                    spec.commandLine(), "--fusion weighted is for several heads, and the model has one");
        }
        return FusionFit.of(trained.network().task(), trained.network().heads(), found.examples());
    }

    /** What {@code --format json} prints. */
    private record Result(
            List<CalibrationEffect> calibration,
            List<StateEffect> states,
            List<FusionState> fusion,
            List<FusionEffect> hiddenFrames,
            ConfidenceSummary confidence) {}

    /** The heads, and those selections of them by which the model may answer. */
    private static List<String> names(TrainedModel trained) {
        return Stream.concat(trained.network().heads().stream().map(Head::name), trained.selections().stream())
                .toList();
    }

    private void requireHeads(TrainedModel trained) {
        List<String> known = names(trained);
        for (String head : heads) {
            if (!known.contains(head)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--head: head '" + head + "' is not known: " + NearestName.hint(head, known));
            }
        }
    }

    private Provenance provenance(TrainedModel trained, CalibrationClips.Found found) {
        String whose = heads.isEmpty() ? "" : String.join("+", heads) + ".";
        Map<String, String> facts = new TreeMap<>(trained.provenance().facts());
        found.facts().forEach((name, value) -> facts.put("calibration." + whose + name, value));
        return trained.provenance().withFacts(facts);
    }

    private void print(Calibrated calibrated, PrintWriter stream) {
        Confidence unsure = calibrated.model().confidence();
        List<StateEffect> states = calibrated.states().effects();
        stream.printf(Locale.ROOT, "%s on %s:%n%n", model, calibrated.found().name());
        stream.print(EvaluationText.calibration(calibrated.made().effects()));
        if (!states.isEmpty()) {
            stream.printf(Locale.ROOT, "%nTemperatures by what a clip has:%n%n%s", ConfidenceText.effects(states));
        }
        if (!unsure.isNone()) {
            stream.printf(Locale.ROOT, "%nThe model is not sure%n");
            ConfidenceText.rules(unsure).forEach(line -> stream.printf(Locale.ROOT, "  %s%n", line));
        }
        calibrated
                .fit()
                .ifPresent(fit -> stream.printf(
                        Locale.ROOT,
                        "%nThe answer is made by weights:%n%n%s%n%s",
                        FusionText.weights(fit.fusion().states()),
                        FusionText.effects(
                                fit.effects(), calibrated.model().network().task())));
        stream.printf(
                Locale.ROOT,
                calibrated.isChanged()
                        ? "%nWritten to %s; vavl evaluate tells what it does on other clips.%n"
                        : "%nWritten to %s with the temperatures that it had.%n",
                out);
    }
}
