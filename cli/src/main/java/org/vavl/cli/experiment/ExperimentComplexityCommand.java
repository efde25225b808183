package org.vavl.cli.experiment;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.vavl.learning.experiment.complexity.ComplexityExperiment;
import org.vavl.learning.experiment.complexity.PeakMemory;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialMessage;
import org.vavl.learning.experiment.trial.TrialRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vavl experiment complexity}. */
@Command(
        name = "complexity",
        mixinStandardHelpOptions = true,
        description =
                "Counts the networks' parameters by part and measures their memory and how long they take for a clip, with both modalities and with"
                        + " each alone (section 3.5 of the paper). Nothing is trained. Leave the machine alone meanwhile.")
final class ExperimentComplexityCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentOptions options;

    @Option(
            names = "--repetitions",
            paramLabel = "NUMBER",
            description = "How often each time is measured; default: ${DEFAULT-VALUE}.")
    private int repetitions = 20;

    /** In a process of its own, since memory that was freed and kept would be taken again unseen. */
    private static Optional<PeakMemory> memory(Trial trial, TrialRunner runner) {
        try (TrialProcess process = new TrialProcess("memory")) {
            return process.request(TrialMessage.of(trial, runner).text())
                    .filter(answer -> !answer.isEmpty())
                    .map(PeakMemory::parse);
        }
    }

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ExperimentComplexityCommand() {}

    @Override
    public Integer call() {
        if (repetitions < 1 || repetitions > 100_000) {
            throw new ParameterException(
                    spec.commandLine(), "--repetitions is " + repetitions + ", and must be from 1 to 100000");
        }
        options.with(study -> new ComplexityExperiment(study, repetitions, ExperimentComplexityCommand::memory).run());
        spec.commandLine().getOut().println(options.report(ComplexityExperiment.NAME));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
