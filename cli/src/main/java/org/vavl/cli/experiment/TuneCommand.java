package org.vavl.cli.experiment;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.experiment.progress.TuneProgress;
import org.vavl.cli.option.WrongUse;
import org.vavl.core.file.FolderLock;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.experiment.trial.ResultColumn;
import org.vavl.learning.experiment.tuning.Candidate;
import org.vavl.learning.experiment.tuning.SearchResult;
import org.vavl.learning.experiment.tuning.Tuning;
import org.vavl.learning.experiment.tuning.TuningConfiguration;
import org.vavl.learning.experiment.tuning.TuningExecution;
import org.vavl.learning.experiment.tuning.TuningResults;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl tune}. */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        description =
                "Finds settings: a random search with successive halving for each network of an experiment, all with the same budget, on development parts alone.")
public final class TuneCommand implements Callable<Integer> {
    private static final String LOCK = "experiment.lock";
    private static final int MOST_AT_A_TIME = 256;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "CONFIG.yaml",
            description =
                    "An experiment's configuration with a section 'tuning', which has the ranges of settings and the budget.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting laid over the file's, such as tuning.candidates=9; may be repeated.")
    private List<String> assignments = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description =
                    "For the runs, the report and what was chosen: chosen/*.yaml for 'vavl train', experiment.yaml for 'vavl experiment'. The same command goes"
                            + " on there, and does nothing twice.")
    private Path out;

    @Option(
            names = "--parallel",
            paramLabel = "NUMBER",
            description =
                    "How many candidates are trained at a time, each in a process of its own with the configuration's training.threads; the results are the"
                            + " same. Default: as many as the cores and the free memory have room for.")
    private @Nullable Integer parallel;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    TuneCommand() {}

    @Override
    public Integer call() {
        WrongUse.unlessSettings(spec.commandLine(), assignments);
        WrongUse.unlessFolder(spec.commandLine(), "--out", out);
        Optional.ofNullable(parallel)
                .filter(number -> number < 1 || number > MOST_AT_A_TIME)
                .ifPresent(number -> {
                    throw new ParameterException(
                            spec.commandLine(),
                            "--parallel is " + number + ", and must be from 1 to " + MOST_AT_A_TIME);
                });
        TuningConfiguration configuration =
                WrongUse.unlessAssigned(spec.commandLine(), () -> TuningConfiguration.read(file, assignments));
        try (CorpusFolder corpus =
                CorpusFolder.open(Path.of(configuration.experiment().corpus()))) {
            Tuning tuning = new Tuning(configuration, corpus, out);
            try (FolderLock lock = FolderLock.take(out, LOCK, "another experiment is made there")) {
                print(tuning, run(tuning, corpus));
            }
        }
        return ExitCode.OK;
    }

    private TuningResults run(Tuning tuning, CorpusFolder corpus) {
        int atATime = Optional.ofNullable(parallel)
                .orElseGet(() -> TrialsAtATime.of(
                        tuning.examples().stream().map(Candidate::run).toList(),
                        (int) Math.min(MOST_AT_A_TIME, tuning.trainings()),
                        corpus));
        try (TuneProgress progress = new TuneProgress(spec.commandLine().getErr())) {
            if (atATime == 1) {
                return tuning.run(TuningExecution.sequential(), progress);
            }
            try (CandidateProcesses processes = new CandidateProcesses()) {
                return tuning.run(new TuningExecution(atATime, processes), progress);
            }
        }
    }

    private void print(Tuning tuning, TuningResults results) {
        PrintWriter out = spec.commandLine().getOut();
        for (SearchResult search : results.searches()) {
            SearchResult.Entry chosen = results.chosen(search);
            out.printf(
                    Locale.ROOT,
                    "%s, trial %d: candidate %d, %s %.3f on the development part: %s%n",
                    search.network(),
                    search.trial(),
                    chosen.candidate().number(),
                    ResultColumn.metricTitle(chosen.metric()),
                    chosen.scores().get(chosen.scores().size() - 1),
                    tuning.chosenFile(search));
        }
        out.println(tuning.experimentFile());
        out.println(tuning.report());
        out.flush();
    }
}
