package org.vavl.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.WrongUse;
import org.vavl.cli.output.ResultOutput;
import org.vavl.cli.train.TrainingProgress;
import org.vavl.core.file.TemporaryFolder;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.output.RecognitionJson;
import org.vavl.recognition.output.RecognitionText;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vavl demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Shows the main job from end to end in a few minutes, on a small corpus made from code: trains a model and"
                        + " measures it with voice and face, and with one of them taken away. Then the model that comes with Vavl answers for a"
                        + " clip of a talking portrait.")
public final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Keep the corpus, the configuration and the model here; unless given they are removed.")
    private @Nullable Path out;

    @Mixin
    private ResultOutput output;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    DemoCommand() {}

    private Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    @Override
    public Integer call() throws IOException {
        Optional<Path> kept = out();
        kept.ifPresent(folder -> WrongUse.unlessFolder(spec.commandLine(), "--out", folder));
        if (kept.isPresent()) {
            run(kept.get());
            return ExitCode.OK;
        }
        try (TemporaryFolder temporary = TemporaryFolder.create("vavl-demo")) {
            run(temporary.path());
        }
        return ExitCode.OK;
    }

    private void run(Path folder) {
        Demonstration demonstration = new Demonstration(folder);
        say("Making a corpus: 40 speakers show six emotions in voice and face; some clips lack one of them.");
        demonstration.prepare();
        try (TrainingProgress progress = new TrainingProgress(spec.commandLine().getErr())) {
            demonstration.train(progress);
        }
        Demonstration.Result result = demonstration.evaluate();
        DemonstrationClip clip = new DemonstrationClip(folder);
        Recognition answer = clip.answer();
        output.print(new Shown(result, RecognitionJson.of(answer)), stdout -> {
            print(result, stdout);
            stdout.printf(
                    Locale.ROOT,
                    "%nThe built-in model on a clip of a talking portrait:%n%n%s",
                    RecognitionText.of(answer));
            out().ifPresent(kept -> printNextSteps(demonstration, clip, stdout));
        });
    }

    /** All that is printed as JSON. */
    private record Shown(Demonstration.Result synthetic, RecognitionJson builtIn) {}

    private void say(String text) {
        spec.commandLine().getErr().println(text);
        spec.commandLine().getErr().flush();
    }

    private static void print(Demonstration.Result result, PrintWriter stdout) {
        stdout.printf(Locale.ROOT, "%nClips of unseen speakers:%n%n");
        stdout.printf(Locale.ROOT, "%-44s %6s %9s %9s  %s%n", "given", "clips", "accuracy", "F1 macro", "answered by");
        result.rows()
                .forEach(row -> stdout.printf(
                        Locale.ROOT,
                        "%-44s %6d %9.3f %9.3f  %s%n",
                        row.given(),
                        row.clips(),
                        row.accuracy(),
                        row.f1Macro(),
                        row.answeredBy()));
        stdout.printf(Locale.ROOT, "%-44s %6s %9.3f%n", "chance", "", result.chance());
    }

    private static void printNextSteps(Demonstration demonstration, DemonstrationClip clip, PrintWriter stdout) {
        stdout.printf(
                Locale.ROOT,
                "%nThe clip's page is %5$s. Go on with:%n  vavl info %1$s%n  vavl evaluate %2$s --corpus %3$s%n  vavl train %4$s --set training.seed=2 --out DIR%n",
                demonstration.runFolder().resolve("model.safetensors"),
                demonstration.runFolder(),
                demonstration.corpusFolder(),
                demonstration.configuration(),
                clip.report());
    }
}
