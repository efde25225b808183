package org.vavl.cli.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.learning.training.parallel.RankSettings;
import org.vavl.learning.training.parallel.Rendezvous;
import picocli.CommandLine.Option;

/** Which processes train together. */
final class RankOptions {
    private static final int LONGEST_TIMEOUT = 86_400;

    @Option(
            names = "--processes",
            paramLabel = "N",
            description =
                    "How many processes of this machine, called ranks, train together: they share its processors and each batch.")
    private @Nullable Integer processes;

    @Option(
            names = "--rendezvous",
            paramLabel = "HOST:PORT",
            description =
                    "For ranks on several machines, each started by itself: where rank 0 listens. It is a port for a network that is trusted.")
    private @Nullable String rendezvous;

    @Option(
            names = "--rank",
            paramLabel = "R",
            description = "Which rank this is, from 0; without it, what Slurm says (SLURM_PROCID).")
    private @Nullable Integer rank;

    @Option(
            names = "--world-size",
            paramLabel = "N",
            description = "How many ranks there are; without it, what Slurm says (SLURM_NTASKS).")
    private @Nullable Integer worldSize;

    @Option(
            names = "--rank-timeout",
            paramLabel = "SECONDS",
            defaultValue = "" + RankSettings.DEFAULT_TIMEOUT_SECONDS,
            description = "How long a rank waits for another before all end; default ${DEFAULT-VALUE}.")
    private int timeout;

    @Option(
            names = "--local-rank",
            hidden = true,
            paramLabel = "R",
            description = "Which of the --processes this one is.")
    private @Nullable Integer localRank;

    @Option(
            names = "--local-store",
            hidden = true,
            paramLabel = "FILE",
            description = "Where the --processes find each other.")
    private @Nullable Path localStore;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    RankOptions() {}

    /** The options by which a process is told that it is one of those that {@code --processes} starts. */
    static String[] ofLocal(int rank, Path store) {
        return new String[] {"--local-rank", Integer.toString(rank), "--local-store", store.toString()};
    }

    /** Whether this process was started for {@code --processes}. */
    boolean isLocal() {
        return localRank != null;
    }

    /** How many processes are to be started. */
    int processes() {
        return processes == null ? 1 : processes;
    }

    /** Whether this process only starts others. */
    boolean startsProcesses() {
        return processes() > 1 && !isLocal();
    }

    /**
     * Which rank this process is.
     *
     * @param environment where Slurm's variables are looked for
     * @return empty if it trains by itself
     * @throws VavlException if the options do not fit each other
     */
    Optional<RankSettings> settings(Map<String, String> environment) {
        requireWithin("--processes", processes(), 1, RankSettings.MOST);
        requireWithin("--rank-timeout", timeout, 1, LONGEST_TIMEOUT);
        if (rendezvous != null) {
            return Optional.of(ofSeveralMachines(Rendezvous.parse(rendezvous), environment));
        }
        if (rank != null || worldSize != null) {
            throw new VavlException(
                    (rank != null ? "--rank" : "--world-size")
                            + " is for ranks on several machines, and needs --rendezvous; --processes starts ranks on this one");
        }
        return localRank == null || localStore == null
                ? Optional.empty()
                : Optional.of(new RankSettings(
                        new Rendezvous.SharedFile(localStore), localRank, processes(), Duration.ofSeconds(timeout)));
    }

    private RankSettings ofSeveralMachines(Rendezvous place, Map<String, String> environment) {
        if (processes != null) {
            throw new VavlException(
                    "--processes starts ranks on this machine alone, and --rendezvous is for ranks that are"
                            + " started one by one: name one of them");
        }
        int count = given("--world-size", worldSize, "SLURM_NTASKS", environment);
        int own = given("--rank", rank, "SLURM_PROCID", environment);
        requireWithin("--world-size", count, 1, RankSettings.MOST);
        requireWithin("--rank", own, 0, count - 1);
        return new RankSettings(place, own, count, Duration.ofSeconds(timeout));
    }

    private static int given(String option, @Nullable Integer value, String variable, Map<String, String> environment) {
        if (value != null) {
            return value;
        }
        String ofSlurm = environment.get(variable);
        if (ofSlurm == null) {
            throw new VavlException("--rendezvous needs " + option + ", since Slurm's " + variable + " is not set");
        }
        try {
            return Integer.parseInt(ofSlurm);
        } catch (NumberFormatException e) {
            throw new VavlException(variable + " is '" + ofSlurm + "', and must be a number", e);
        }
    }

    private static void requireWithin(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new VavlException(option + " is " + value + ", and must be from " + least + " to " + most);
        }
    }
}
