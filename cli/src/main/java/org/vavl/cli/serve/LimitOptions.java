package org.vavl.cli.serve;

import java.time.Duration;
import org.vavl.cli.option.WrongUse;
import org.vavl.core.VavlException;
import org.vavl.serve.ServeLimits;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How much a server does at a time. */
final class LimitOptions {
    private static final long MEGABYTE = 1 << 20;
    private static final long MOST_SECONDS = 24 * 60 * 60;
    private static final ServeLimits.Recognitions DEFAULTS =
            ServeLimits.defaults().recognitions();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--max-upload",
            paramLabel = "MB",
            description = "The most megabytes of a recording; default: ${DEFAULT-VALUE}.")
    private int megabytes = (int) (ServeLimits.defaults().uploads().bytes() / MEGABYTE);

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many recordings are recognised at a time; default: as many as there are processors.")
    private int working = DEFAULTS.working();

    @Option(
            names = "--max-waiting",
            paramLabel = "N",
            description =
                    "How many more recordings may wait, before requests are told to come again; default: ${DEFAULT-VALUE}.")
    private int waiting = DEFAULTS.waiting();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description =
                    "For how long a request waits for its answer, before it is told where to ask for it; default: ${DEFAULT-VALUE}.")
    private long patienceSeconds = DEFAULTS.patience().toSeconds();

    @Option(
            names = "--keep-results",
            paramLabel = "SECONDS",
            description = "For how long results of such recordings are kept, in memory; default: ${DEFAULT-VALUE}.")
    private long keptSeconds = DEFAULTS.resultsKept().toSeconds();

    @Option(
            names = "--streams",
            paramLabel = "N",
            description = "How many live streams there are at a time; default: ${DEFAULT-VALUE}.")
    private int streams = ServeLimits.defaults().streams().most();

    @Option(
            names = "--batch-wait",
            paramLabel = "MS",
            description =
                    "For how many milliseconds an inference from features (/v2) waits for others that come at the same time, to be made with them;"
                            + " 0 for each by itself; default: ${DEFAULT-VALUE}.")
    private long batchMilliseconds = ServeLimits.defaults().batchWait().toMillis();

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    LimitOptions() {}

    /** @throws picocli.CommandLine.ParameterException if one is out of its range */
    ServeLimits limits() {
        ServeLimits defaults = ServeLimits.defaults();
        return WrongUse.unless(command.commandLine(), () -> defaults.with(
                        ServeLimits.Uploads.ofAtMost(megabytes * MEGABYTE))
                .with(new ServeLimits.Recognitions(
                        working,
                        waiting,
                        defaults.recognitions().results(),
                        seconds("--keep-results", keptSeconds),
                        seconds("--wait", patienceSeconds)))
                .with(new ServeLimits.Streams(streams, defaults.streams().idle()))
                .withBatchWait(Duration.ofMillis(batchMilliseconds)));
    }

    private static Duration seconds(String option, long seconds) {
        if (seconds < 0 || seconds > MOST_SECONDS) {
            throw new VavlException(option + " is " + seconds + ", and must be 0 to " + MOST_SECONDS);
        }
        return Duration.ofSeconds(seconds);
    }
}
