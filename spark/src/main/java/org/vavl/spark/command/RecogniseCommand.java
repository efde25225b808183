package org.vavl.spark.command;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Precision;
import org.vavl.features.audio.speech.SpeechDetection;
import org.vavl.spark.BatchSummary;
import org.vavl.spark.SparkRecognition;
import org.vavl.spark.SparkRecognitionSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code recognise}. */
@Command(
        name = "recognise",
        aliases = "recognize",
        mixinStandardHelpOptions = true,
        description = "Recognises the emotion of recordings: a row for each, its windows and its persons.")
final class RecogniseCommand implements Callable<Integer> {
    private static final int LONGEST_MINUTES = 100_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BatchOptions batch;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "A model file, of any of Hadoop's file systems; default: the model that comes with Vavl.")
    private @Nullable String model;

    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            description =
                    "Answer for windows of this length, too; default: 3, and only for recordings longer than 15 s, whose answer is then the mean"
                            + " of their windows'.")
    private @Nullable Double window;

    @Option(
            names = "--step",
            paramLabel = "SECONDS",
            description = "From one window to the next; default: a third of a window.")
    private @Nullable Double step;

    @Option(names = "--all-persons", description = "Answer for each face alone, too, where several people are seen.")
    private boolean everyone;

    @Option(
            names = "--speech",
            paramLabel = "silero|energy|off",
            description = "How speech is found; sound without has no answer. Default: silero.")
    private @Nullable SpeechDetection speech;

    @Option(
            names = "--part-minutes",
            paramLabel = "N",
            description =
                    "Cut recordings that are longer than N minutes into parts of at most N minutes, each a task, and join what is said of them. Each task copies the recording and decodes"
                            + " it up to its part. Windows of sound have the same answers; of pictures a few may differ. Without it a recording is one task's work.")
    private @Nullable Double partMinutes;

    @Option(names = "--precision", paramLabel = "float32|bfloat16", description = "Default: float32.")
    private @Nullable Precision precision;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    RecogniseCommand() {}

    @Override
    public Integer call() {
        batch.check();
        SparkRecognitionSettings settings = settings();
        Optional<Duration> part = part(settings);
        SparkSession spark = SparkMain.session("vavl recognise");
        String named = model;
        try (SparkRecognition recognition = named == null
                ? SparkRecognition.builtIn(spark, settings)
                : SparkRecognition.load(spark, named, settings)) {
            Dataset<Row> recordings = batch.recordings(spark);
            BatchSummary summary = part.map(cut -> recognition.write(recordings, batch.out(), cut, batch.listener()))
                    .orElseGet(() -> recognition.write(recordings, batch.out(), batch.listener()));
            return batch.report(summary, "recordings");
        }
    }

    /** How long a part may be; empty if recordings are not cut. */
    private Optional<Duration> part(SparkRecognitionSettings settings) {
        Double minutes = partMinutes;
        if (minutes == null) {
            return Optional.empty();
        }
        if (!(minutes * 60 >= settings.windowSeconds() && minutes <= LONGEST_MINUTES)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--part-minutes is " + minutes + ", and must be from a window of " + settings.windowSeconds()
                            + " s to " + LONGEST_MINUTES + " minutes");
        }
        return Optional.of(Duration.ofMillis(Math.round(minutes * 60_000)));
    }

    private SparkRecognitionSettings settings() {
        SparkRecognitionSettings settings = SparkRecognitionSettings.defaults();
        SpeechDetection found = speech;
        Precision chosen = precision;
        settings = found == null ? settings : settings.withSpeech(found);
        settings = chosen == null ? settings : settings.withPrecision(chosen);
        settings = everyone ? settings.withEveryone() : settings;
        if (window == null && step == null) {
            return settings;
        }
        double seconds = window == null ? settings.windowSeconds() : window;
        try {
            return settings.withWindows(seconds, step == null ? seconds / 3 : step);
        } catch (VavlException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
