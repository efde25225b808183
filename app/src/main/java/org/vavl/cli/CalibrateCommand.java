package org.vavl.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.vavl.corpus.Clip;
import org.vavl.corpus.CorpusFolder;
import org.vavl.evaluation.CalibrationEffect;
import org.vavl.evaluation.EvaluationText;
import org.vavl.evaluation.Evaluator;
import org.vavl.evaluation.Predictions;
import org.vavl.inference.Calibration;
import org.vavl.inference.ModelFile;
import org.vavl.inference.Provenance;
import org.vavl.inference.TrainedModel;
import org.vavl.nn.Device;
import org.vavl.nn.Precision;
import org.vavl.training.TrainedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vavl calibrate}. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description =
                "Makes a model's probabilities mean what they say: finds one temperature for each head on clips that the model was"
                        + " not trained on, and writes the model with them. The class that is answered stays the same.")
final class CalibrateCommand implements Callable<Integer> {
    private static final int BATCH_SIZE = 32;

    @Parameters(paramLabel = "RUN|MODEL", description = "A run's folder or a model file.")
    private Path model;

    @Option(names = "--corpus", required = true, paramLabel = "DIR", description = "The corpus's folder.")
    private Path corpusFolder;

    @Option(
            names = "--split",
            paramLabel = "PART",
            description =
                    "${COMPLETION-CANDIDATES}; the parts are those that the model was trained with. Default: ${DEFAULT-VALUE}.")
    private ClipSelection selection = ClipSelection.DEVELOPMENT;

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
        try (TrainedModel trained = ModelFile.read(TrainedRun.modelFile(model), Device.CPU);
                CorpusFolder corpus = CorpusFolder.open(corpusFolder)) {
            TrainedModel uncalibrated = trained.with(Calibration.none());
            Evaluator evaluator = new Evaluator(uncalibrated, Precision.FLOAT32, BATCH_SIZE);
            List<Clip> clips = evaluator.answerable(selection.clips(trained, corpus));
            Predictions before = evaluator.predict(clips);
            Calibration calibration = CalibrationEffect.fit(before);
            ModelFile.write(out, uncalibrated.with(calibration).with(provenance(trained, corpus, clips.size())));
            List<CalibrationEffect> effects = CalibrationEffect.of(calibration, before, before.scaled(calibration));
            output.print(effects, stream -> print(effects, stream));
        }
        return ExitCode.OK;
    }

    private Provenance provenance(TrainedModel trained, CorpusFolder corpus, int clips) {
        Map<String, String> facts = new TreeMap<>(trained.provenance().facts());
        facts.put("calibration.corpus", corpus.name());
        facts.put("calibration.digest", corpus.digest());
        facts.put("calibration.part", selection.toString());
        facts.put("calibration.clips", Integer.toString(clips));
        return new Provenance(facts, trained.provenance().card());
    }

    private void print(List<CalibrationEffect> effects, PrintWriter stream) {
        stream.printf("%s on %s, %s:%n%n", model, corpusFolder, selection);
        stream.print(EvaluationText.calibration(effects));
        stream.printf("%nWritten to %s; vavl evaluate tells what it does on other clips.%n", out);
    }
}
