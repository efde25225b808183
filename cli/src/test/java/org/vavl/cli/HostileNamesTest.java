package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes and files whose names a terminal would act on: every command shows them, and a terminal acts on none. */
@Tag("slow")
class HostileNamesTest {
    private static final String HAPPY = "ha\u001b[31mppy";
    private static final String SAD = "s\u001b]0;owned\u0007a\u202ed\u009b2J";
    private static final Pattern ACTED_ON = Pattern.compile("[\\p{Cntrl}\u202a-\u202e&&[^\n\t]]");

    @TempDir
    private Path folder;

    private Path corpus;
    private Path recording;

    @BeforeEach
    void files() throws IOException {
        assumeFalse(File.separatorChar == '\\', "such names are for other file systems");
        SmallStudy study = SmallStudy.in(folder);
        String table = Files.readString(study.table()).replace("happy", HAPPY).replace("sad", SAD);
        Files.writeString(study.table(), table);
        recording = Files.copy(study.recording("s1-1"), folder.resolve("cl\u001b[8mip\r.wav"));
        corpus = folder.resolve("cor\u001b[2Jpus");
        CommandRun made = plain(study.importInto(corpus));
        assertThat(made.exitCode()).as(made.err()).isZero();
    }

    private static CommandRun plain(CommandRun run) {
        assertThat(ACTED_ON.matcher(run.out() + run.err()).results().map(found ->
                        (int) found.group().charAt(0)))
                .as(run.out() + run.err())
                .isEmpty();
        return run;
    }

    private static CommandRun vavl(Object... arguments) {
        return plain(
                CommandRun.of(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new)));
    }

    private static String shown(Object... arguments) {
        CommandRun run = vavl(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out() + run.err();
    }

    @Test
    void noCommandHandsThemToTheTerminal() throws IOException {
        assertThat(shown("corpus", "inspect", corpus)).contains("happy", "sa\ufffdd");
        assertThat(vavl("corpus", "audit", corpus).out()).isNotEmpty();
        Path configuration = SmallStudy.configuration(folder.resolve("run.yaml"), folder.resolve("plain"));
        Files.move(corpus, folder.resolve("plain"));
        Path run = folder.resolve("r\u001b[1mun");
        assertThat(shown("train", configuration, "--out", run)).contains("run");
        assertThat(shown("info", run)).contains("happy");
        assertThat(shown("evaluate", run, "--corpus", folder.resolve("plain"))).contains("happy");
        assertThat(shown("predict", "--model", run, "--speech-activity", "off", recording))
                .contains("clip\ufffd.wav", "happy");
        Path own = Files.createDirectories(folder.resolve("n\u001b[5mew").resolve(HAPPY));
        Files.copy(recording, own.resolve("one.wav"));
        assertThat(vavl("init", own.getParent()).out()).isNotEmpty();
        Path table = Files.writeString(folder.resolve("table.yaml"), """
                corpus: plain
                trials: 1
                training: {epochs: 1, batchSize: 4, threads: 1, precision: float32}
                models: [{label: "Mu\\e[31mlT", model: {name: mult, preset: tiny}}]
                """);
        assertThat(shown("experiment", "table", table, "--out", folder.resolve("out\u001b[1m")))
                .contains("1 trial");
    }

    @Test
    void errorsAndWrongUseDoNotEither() {
        for (List<Object> arguments : List.<List<Object>>of(
                List.of("predict", folder.resolve("no\u001b[2Jwhere.wav")),
                List.of("info", recording),
                List.of("train", folder.resolve("no\u001b[31m.yaml"), "--out", folder.resolve("x")),
                List.of("corpus", "inspect", folder.resolve("\u009b31m")),
                List.of("--verbose", "corpus", "audit", folder.resolve("\u001bc")),
                List.of("evaluate", recording, "--corpus", corpus, "--split", "\u001b[2J"),
                List.of("models", "verify", "\u001b[2J"),
                List.of("\u001b[2Jpredict"))) {
            CommandRun run = vavl(arguments.toArray());
            assertThat(run.exitCode()).as(run.err()).isIn(1, 2);
            assertThat(run.err()).startsWith("vavl: ");
        }
    }

    @Test
    void whatProgramsReadIsWhole() throws IOException {
        CommandRun json = CommandRun.of("corpus", "inspect", corpus.toString(), "--format", "json");
        JsonNode inspected = JsonMapper.builder().build().readTree(json.out());
        assertThat(inspected.get("classes").fieldNames()).toIterable().containsExactlyInAnyOrder(HAPPY, SAD);
    }
}
