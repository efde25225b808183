package org.vavl.cli.experiment;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.experiment.progress.ExperimentProgress;
import org.vavl.cli.experiment.progress.ParallelProgress;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.learning.experiment.trial.TrialExecution;
import org.vavl.learning.experiment.trial.TrialLines;
import org.vavl.learning.experiment.trial.TrialResults;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** An experiment that trains networks and reports what came of it. */
abstract class TrialsCommand implements Callable<Integer> {
    private static final int MOST_AT_A_TIME = 256;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentOptions options;

    @Option(
            names = "--parallel",
            paramLabel = "NUMBER",
            description =
                    "How many trials are made at a time, each in a process of its own with the configuration's training.threads; the results are"
                            + " the same. Default: as many as the cores and the free memory have room for.")
    private @Nullable Integer parallel;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    TrialsCommand() {}

    private Optional<Integer> parallel() {
        return Optional.ofNullable(parallel);
    }

    /** What is made of a study. */
    abstract Experiment experiment(Study study);

    @Override
    public Integer call() {
        parallel().filter(number -> number < 1 || number > MOST_AT_A_TIME).ifPresent(number -> {
            throw new ParameterException(
                    spec.commandLine(), "--parallel is " + number + ", and must be from 1 to " + MOST_AT_A_TIME);
        });
        return options.with(this::run);
    }

    private int run(Study study) {
        int atATime = parallel().orElseGet(() -> TrialsAtATime.of(study.trials(), study.corpus()));
        return atATime == 1 ? sequential(study) : sideBySide(study, atATime);
    }

    private int sequential(Study study) {
        try (ExperimentProgress progress =
                new ExperimentProgress(spec.commandLine().getErr())) {
            return run(experiment(study), progress);
        }
    }

    private int sideBySide(Study study, int atATime) {
        try (TrialProcesses processes = new TrialProcesses();
                ParallelProgress progress =
                        new ParallelProgress(spec.commandLine().getErr())) {
            return run(experiment(study.sideBySide(new TrialExecution(atATime, processes))), progress);
        }
    }

    private int run(Experiment experiment, TrialResults.Listener progress) {
        TrialResults results = experiment.run(progress);
        print(experiment, results);
        return results.failed().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void print(Experiment experiment, TrialResults results) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(TrialLines.summary(results));
        if (!results.done().isEmpty()) {
            out.println(options.report(experiment.name()));
        }
        out.flush();
    }
}
