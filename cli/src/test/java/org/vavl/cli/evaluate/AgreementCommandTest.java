package org.vavl.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.cli.CommandRun;

class AgreementCommandTest {
    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void annotatorsAreComparedAndWhereTheyDifferIsWritten() throws IOException {
        Path one = file("one.csv", "start,end,label\n0,2,happy\n2,4,sad\n4,6,happy\n");
        Path two = file("two.csv", "start,end,label\n0,2,happy\n2,4,happy\n4,6,happy\n");
        Path differences = folder.resolve("differences.csv");
        CommandRun run = CommandRun.of(
                "agreement",
                "anna=" + one,
                two.toString(),
                "--resamples",
                "200",
                "--differences",
                differences.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("2 annotators, 3 segments that two or more rated, 3 that all did")
                .containsPattern("percent +0\\.667 \\(0\\.\\d+ to 1\\.000\\)")
                .contains("Rows anna, columns two:");
        assertThat(Files.readString(differences))
                .isEqualTo("where,begin,end,anna,two\r\nrecording,2.0,4.0,sad,happy\r\n");
        CommandRun json =
                CommandRun.of("agreement", one.toString(), two.toString(), "--resamples", "0", "--format", "json");
        JsonNode value = new ObjectMapper().readTree(json.out());
        assertThat(value.at("/all/values/percent").asDouble()).isEqualTo(2 / 3.0);
        assertThat(value.at("/pairs/0/confusion/1/0").asLong()).isEqualTo(1);
        assertThat(value.at("/differences/0/values/one").asText()).isEqualTo("sad");
        assertThat(value.at("/all/intervals")).isEmpty();
    }

    @Test
    void wrongUseIsSaid() throws IOException {
        Path one = file("one.csv", "clip,label\na,x\n");
        assertThat(CommandRun.of("agreement", one.toString(), one.toString()).exitCode())
                .isEqualTo(2);
        assertThat(CommandRun.of("agreement", one.toString(), "b=" + one, "--resamples", "5")
                        .err())
                .contains("--resamples is 5");
        assertThat(CommandRun.of("agreement", one.toString(), "b=" + one, "--step", "0")
                        .exitCode())
                .isEqualTo(2);
        assertThat(CommandRun.of("agreement", one.toString()).exitCode()).isEqualTo(1);
    }
}
