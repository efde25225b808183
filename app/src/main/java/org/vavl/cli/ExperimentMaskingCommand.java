package org.vavl.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.vavl.experiment.MaskingExperiment;
import org.vavl.experiment.TrialResults;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vavl experiment masking}. */
@Command(
        name = "masking",
        mixinStandardHelpOptions = true,
        description =
                "Takes 0 to 90 % of one modality's frames away from the test clips, as Figures 2 and 3 of the paper do: as zeros, and as"
                        + " frames that are not there. Networks that were trained in DIR before, be it by 'table', are not trained again.")
final class ExperimentMaskingCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentOptions options;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ExperimentMaskingCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (ExperimentProgress progress =
                new ExperimentProgress(spec.commandLine().getErr())) {
            TrialResults results = options.with(study -> new MaskingExperiment(study).run(progress));
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
