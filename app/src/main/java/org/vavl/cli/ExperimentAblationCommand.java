package org.vavl.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.vavl.experiment.AblationExperiment;
import org.vavl.experiment.TrialResults;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vavl experiment ablation}. */
@Command(
        name = "ablation",
        mixinStandardHelpOptions = true,
        description =
                "Takes VAVL apart as Table 3 of the paper does: without the residual over the shared layers, without the"
                        + " reconstruction, and without the audio-visual head; each is trained several times and compared with the whole.")
final class ExperimentAblationCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentOptions options;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ExperimentAblationCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (ExperimentProgress progress =
                new ExperimentProgress(spec.commandLine().getErr())) {
            TrialResults results = options.with(study -> new AblationExperiment(study).run(progress));
            out.printf(
                    "%d trials done, %d failed%n",
                    results.done().size(), results.failed().size());
            if (!results.done().isEmpty()) {
                out.println(options.out().resolve("report.html"));
            }
            out.flush();
            return results.failed().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
