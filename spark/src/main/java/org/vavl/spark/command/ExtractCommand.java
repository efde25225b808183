package org.vavl.spark.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.features.audio.speech.SpeechDetection;
import org.vavl.spark.ExtractorChoice;
import org.vavl.spark.SparkExtraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code extract}. */
@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        description =
                "Extracts acoustic features of recordings, visual ones with --visual, or both with --acoustic and --visual: a row for each recording"
                        + " and modality.")
final class ExtractCommand implements Callable<Integer> {
    private static final Pattern SETTING = Pattern.compile("[A-Za-z][A-Za-z.]*=.*", Pattern.DOTALL);

    @Spec
    private CommandSpec spec;

    @Mixin
    private BatchOptions batch;

    @Option(
            names = "--acoustic",
            paramLabel = "NAME|KEY=VALUE",
            description =
                    "The acoustic extractor, such as logmel (default), and its settings, such as logMel.bands=40; may be repeated.")
    private List<String> acoustic = new ArrayList<>();

    @Option(
            names = "--speech-activity",
            paramLabel = "silero|energy|off",
            description = "Which acoustic frames are valid; default: off, as the features alone have it.")
    private @Nullable SpeechDetection speech;

    @Option(
            names = "--visual",
            paramLabel = "NAME",
            description = "The visual extractor, such as face-hog or face-model.")
    private @Nullable String visual;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ExtractCommand() {}

    @Override
    public Integer call() {
        batch.check();
        List<ExtractorChoice> choices = choices();
        SparkSession spark = SparkMain.session("vavl extract");
        try (SparkExtraction extraction = SparkExtraction.open(spark, choices)) {
            return batch.report(
                    extraction.write(batch.recordings(spark), batch.out(), batch.listener()),
                    choices.size() == 1 ? "recordings" : "recordings' modalities");
        }
    }

    private List<ExtractorChoice> choices() {
        List<ExtractorChoice> choices = new ArrayList<>();
        String seen = visual;
        SpeechDetection found = speech;
        try {
            if (!acoustic.isEmpty() || found != null || seen == null) {
                ExtractorChoice sound = sound();
                choices.add(found == null ? sound : sound.withSpeech(found));
            }
            if (seen != null) {
                choices.add(ExtractorChoice.visual(seen));
            }
        } catch (VavlException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        return choices;
    }

    private ExtractorChoice sound() {
        List<String> settings = acoustic.stream()
                .filter(option -> SETTING.matcher(option).matches())
                .toList();
        List<String> names = acoustic.stream()
                .filter(option -> !SETTING.matcher(option).matches())
                .toList();
        if (names.size() > 1) {
            throw new VavlException(
                    "--acoustic names " + String.join(" and ", names) + ", and must name one extractor");
        }
        String name = names.isEmpty() ? ExtractorChoice.standard().name() : names.get(0);
        return ExtractorChoice.acoustic(name, settings);
    }
}
