package org.vavl.cli.evaluate;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.vavl.cli.output.ResultOutput;
import org.vavl.core.clip.Head;
import org.vavl.core.compute.Device;
import org.vavl.core.configuration.NearestName;
import org.vavl.learning.evaluation.EvaluationText;
import org.vavl.learning.evaluation.Recalibration;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TrainedModel;
import org.vavl.recognition.inference.Calibration;
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
                        + " not trained on, and writes the model with them. A head whose calibration that would make worse keeps what it has.")
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
            description = "Calibrate this head and leave the others as they are; may be repeated. Default: all heads.")
    private List<String> heads = List.of();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "MODEL",
            description = "Where the calibrated model is written; may be the model itself.")
    private Path out;

    @Mixin
    private ResultOutput output;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    CalibrateCommand() {}

    @Override
    public Integer call() {
        clips.check();
        try (TrainedModel trained = ModelFile.read(TrainedRun.modelFile(model), Device.CPU)) {
            requireHeads(trained);
            CalibrationClips.Found found = clips.find(trained.with(Calibration.none()));
            List<String> calibrated = heads.isEmpty() ? headsOf(trained) : heads;
            Recalibration made = Recalibration.of(trained.calibration(), found.predictions(), calibrated);
            TrainedModel recalibrated = trained.with(made.calibration());
            ModelFile.write(
                    out, made.changed().isEmpty() ? recalibrated : recalibrated.with(provenance(trained, found)));
            output.print(made.effects(), stream -> print(found.name(), made, stream));
            made.remarks().forEach(spec.commandLine().getErr()::println);
            spec.commandLine().getErr().flush();
        }
        return ExitCode.OK;
    }

    private static List<String> headsOf(TrainedModel trained) {
        return trained.network().heads().stream().map(Head::name).toList();
    }

    private void requireHeads(TrainedModel trained) {
        List<String> known = headsOf(trained);
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
        return new Provenance(facts, trained.provenance().card());
    }

    private void print(String source, Recalibration made, PrintWriter stream) {
        stream.printf(Locale.ROOT, "%s on %s:%n%n", model, source);
        stream.print(EvaluationText.calibration(made.effects()));
        stream.printf(
                Locale.ROOT,
                made.changed().isEmpty()
                        ? "%nWritten to %s with the temperatures that it had.%n"
                        : "%nWritten to %s; vavl evaluate tells what it does on other clips.%n",
                out);
    }
}
