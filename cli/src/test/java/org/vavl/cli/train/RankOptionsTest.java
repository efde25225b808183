package org.vavl.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.VavlException;
import org.vavl.learning.training.parallel.RankSettings;
import org.vavl.learning.training.parallel.Rendezvous;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class RankOptionsTest {
    private static final Map<String, String> SLURM = Map.of("SLURM_PROCID", "3", "SLURM_NTASKS", "8");

    @Command
    private static final class Any {
        @Mixin
        private RankOptions ranks = new RankOptions();
    }

    private static RankOptions parse(String line) {
        Any any = new Any();
        new CommandLine(any).parseArgs(line.isEmpty() ? new String[0] : line.split(" ", -1));
        return any.ranks;
    }

    @Test
    void withoutOptionsAProcessTrainsByItself() {
        assertThat(parse("").settings(SLURM)).isEmpty();
        assertThat(parse("--processes 1").startsProcesses()).isFalse();
        assertThat(parse("--processes 2").startsProcesses()).isTrue();
    }

    @Test
    void slurmSaysWhatTheOptionsLeaveOut() {
        assertThat(parse("--rendezvous node1:29500").settings(SLURM))
                .contains(new RankSettings(new Rendezvous.Port("node1", 29500), 3, 8, Duration.ofSeconds(60)));
        assertThat(parse("--rendezvous [::1]:29500 --rank 0 --rank-timeout 5").settings(SLURM))
                .contains(new RankSettings(new Rendezvous.Port("::1", 29500), 0, 8, Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--rank 1 | needs --rendezvous",
                "--world-size 2 | needs --rendezvous",
                "--rendezvous a:1 --processes 2 | --processes",
                "--rendezvous a:1 --world-size 2 | --rank",
                "--rendezvous a:1 --rank 0 | --world-size",
                "--rendezvous a:1 --rank 2 --world-size 2 | from 0 to 1",
                "--rendezvous a --rank 0 --world-size 2 | HOST:PORT",
                "--rendezvous :1 --rank 0 --world-size 2 | HOST:PORT",
                "--rendezvous a:70000 --rank 0 --world-size 2 | HOST:PORT",
                "--processes 0 | from 1",
                "--rank-timeout 0 --processes 2 | from 1"
            })
    void whatDoesNotFitIsRefused(String line, String message) {
        assertThatThrownBy(() -> parse(line).settings(Map.of()))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining(message);
    }
}
