package org.vavl.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.vavl.experiment.TableExperiment;
import org.vavl.experiment.TrialResults;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vavl experiment table}. */
@Command(
        name = "table",
        mixinStandardHelpOptions = true,
        description =
                "Compares networks as Tables 1 and 2 of the paper do: each is trained several times; mean, standard deviation and"
                        + " t-tests, the paper's figures beside where the corpus is one of its three. A trial that fails is named, and the"
                        + " rest goes on.")
final class ExperimentTableCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentOptions options;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ExperimentTableCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (ExperimentProgress progress =
                new ExperimentProgress(spec.commandLine().getErr())) {
            TrialResults results = options.with(study -> new TableExperiment(study).run(progress));
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
