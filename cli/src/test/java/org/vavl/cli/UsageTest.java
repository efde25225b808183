package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vavl.cli.output.Errors;
import org.vavl.core.VavlException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class UsageTest {
    @ParameterizedTest
    @CsvSource({
        "'', a command is missing",
        "docter, unknown argument 'docter': did you mean 'doctor'?",
        "doctor --fromat json, unknown option '--fromat': did you mean '--format'?",
        "doctor --format xml, Invalid value for option '--format'",
        "doctor extra, unknown argument 'extra'",
    })
    void wrongUseIsOneLineAndExitCode2(String line, String message) {
        CommandRun run = CommandRun.of(
                Arrays.stream(line.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("vavl: " + message).hasLineCount(1).contains("--help");
    }

    @Test
    void theVersionNamesVavlAndItsLibraries() {
        CommandRun run = CommandRun.of("--version");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsPattern("vavl \\d+\\.\\d+")
                .contains("libtorch 2.")
                .contains("Java ");
    }

    @ParameterizedTest
    @EnumSource
    void aSubcommandHasTheNameThatItSaysAndStandsAloneWhereTheLineBeginsWithIt(Subcommand subcommand) {
        Command annotation = subcommand.type().getAnnotation(Command.class);
        assertThat(annotation.name()).isEqualTo(subcommand.commandName());
        List<Subcommand> all = List.of(Subcommand.values());
        assertThat(Subcommand.of(subcommand.commandName(), "--help"))
                .isEqualTo(subcommand == Subcommand.COMPLETION ? all : List.of(subcommand));
        assertThat(Subcommand.of("--verbose", subcommand.commandName())).isEqualTo(all);
    }

    static Stream<CommandLine> everyCommand() {
        return withSubcommands(Main.commandLine());
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(UsageTest::withSubcommands));
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandDescribesItselfAndItsOptions(CommandLine command) {
        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
        assertThat(command.getCommandSpec().options()).allSatisfy(option -> assertThat(option.description())
                .as(option.longestName())
                .isNotEmpty());
        assertThat(command.getUsageMessage()).contains("--help");
    }

    @Test
    void anErrorIsOneLineAndTheStackTraceComesOnDemand() {
        assertThat(report(new VavlException("clip 'a' has no face"))).isEqualTo("vavl: clip 'a' has no face\n");
        assertThat(report(new IllegalStateException("broken\nmore")))
                .isEqualTo("vavl: unexpected IllegalStateException: broken (a fault of Vavl; --verbose shows where)\n");
        assertThat(report(new UnsatisfiedLinkError("no libtorch")))
                .contains("vavl doctor")
                .hasLineCount(1);
        assertThat(report(new OutOfMemoryError("Java heap space")))
                .contains("Java heap space")
                .hasLineCount(1);
        assertThat(report(new VavlException("gone"), "--verbose", "doctor"))
                .startsWith("vavl: gone\n")
                .contains("at org.vavl.cli.UsageTest");
    }

    private static String report(Throwable thrown, String... arguments) {
        var err = new java.io.StringWriter();
        CommandLine command = Main.commandLine().setErr(new java.io.PrintWriter(err));
        command.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        command.parseArgs(arguments);
        assertThat(new Errors().report(thrown, command)).isEqualTo(1);
        return err.toString();
    }
}
