package org.vavl.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.vavl.experiment.Experiment;
import org.vavl.experiment.Study;
import org.vavl.experiment.TrialResults;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** An experiment that trains networks and reports what came of it. */
abstract class TrialsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentOptions options;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    TrialsCommand() {}

    /** What is made of a study. */
    abstract Experiment experiment(Study study);

    private record Made(String name, TrialResults results) {}

    private static Made make(Experiment experiment, ExperimentProgress progress) {
        return new Made(experiment.name(), experiment.run(progress));
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (ExperimentProgress progress =
                new ExperimentProgress(spec.commandLine().getErr())) {
            Made made = options.with(study -> make(experiment(study), progress));
            TrialResults results = made.results();
            out.printf(
                    "%d trials done, %d failed%n",
                    results.done().size(), results.failed().size());
            if (!results.done().isEmpty()) {
                out.println(options.report(made.name()));
            }
            out.flush();
            return results.failed().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
