package org.vavl.spark.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.ExperimentConfiguration;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.learning.experiment.trial.TrialLines;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.spark.SparkThreads;
import org.vavl.spark.SparkTrials;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** An experiment whose networks are trained on executors. */
abstract class TrialsCommand implements Callable<Integer> {
    private static final int MOST_AT_A_TIME = 256;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "CONFIG.yaml",
            description = "What is compared, as for 'vavl experiment'; a file of the driver's machine.")
    private Path file;

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
                    "A folder of the driver's machine for the runs, which experiments share, and a folder for each experiment with its report. The same command, and 'vavl"
                            + " experiment', go on there, and do nothing twice.")
    private Path out;

    @Option(
            names = "--parallel",
            paramLabel = "NUMBER",
            description =
                    "How many trials are given to Spark at a time, of which it makes as many as there is room for; default: ${DEFAULT-VALUE}.")
    private int parallel = MOST_AT_A_TIME;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    TrialsCommand() {}

    /** What is made of a study. */
    abstract Experiment experiment(Study study);

    @Override
    public Integer call() {
        if (parallel < 1 || parallel > MOST_AT_A_TIME) {
            throw new ParameterException(
                    spec.commandLine(), "--parallel is " + parallel + ", and must be from 1 to " + MOST_AT_A_TIME);
        }
        ExperimentConfiguration configuration = ExperimentConfiguration.read(file, assignments);
        return Study.with(configuration, out, study -> run(study.only(networks)));
    }

    private int run(Study study) {
        experiment(study); // says what is wrong before a cluster is asked for
        SparkSession spark = SparkMain.session("vavl experiment", SparkThreads::configureTrials);
        try (SparkTrials trials = new SparkTrials(spark)) {
            Experiment experiment = experiment(study.sideBySide(trials.execution(parallel)));
            TrialResults results =
                    experiment.run(new TrialNews(spec.commandLine().getErr()));
            print(experiment, results);
            return results.failed().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private void print(Experiment experiment, TrialResults results) {
        PrintWriter writer = spec.commandLine().getOut();
        writer.println(TrialLines.summary(results));
        if (!results.done().isEmpty()) {
            writer.println(out.resolve(experiment.name()).resolve("report.html"));
        }
        writer.flush();
    }
}
