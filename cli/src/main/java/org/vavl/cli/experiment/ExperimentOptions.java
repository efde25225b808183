package org.vavl.cli.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.vavl.cli.option.WrongUse;
import org.vavl.learning.experiment.trial.ExperimentConfiguration;
import org.vavl.learning.experiment.trial.Study;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What every experiment is told: what is compared, and where its results go. */
final class ExperimentOptions {
    @Parameters(
            paramLabel = "CONFIG.yaml",
            description =
                    "What is compared: 'corpus' names its folder; networks, trials and training have defaults, the paper's seven networks in the"
                            + " preset 'small' five times each.")
    private Path file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting laid over the file's, such as trials=3; may be repeated.")
    private List<String> assignments = new ArrayList<>();

    @Option(
            names = "--network",
            paramLabel = "LABEL",
            description = "A network that takes part, by its label, such as VAVL; may be repeated. Default: all.")
    private List<String> networks = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description =
                    "For the runs, which experiments share, and a folder for each experiment with its report. The same command goes"
                            + " on there, and does nothing twice.")
    private Path out;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ExperimentOptions() {}

    /** Where an experiment's report is. */
    Path report(String experiment) {
        return out.resolve(experiment).resolve("report.html");
    }

    /** Does something with the experiment while its corpus is open. */
    <T> T with(Function<Study, T> something) {
        WrongUse.unlessSettings(command.commandLine(), assignments);
        WrongUse.unlessFolder(command.commandLine(), "--out", out);
        ExperimentConfiguration configuration =
                WrongUse.unlessAssigned(command.commandLine(), () -> ExperimentConfiguration.read(file, assignments));
        return Study.with(
                configuration,
                out,
                study -> something.apply(WrongUse.unless(command.commandLine(), () -> study.only(networks))));
    }
}
