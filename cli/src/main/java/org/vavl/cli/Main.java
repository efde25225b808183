package org.vavl.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.vavl.cli.output.CheckedOutput;
import org.vavl.cli.output.Errors;
import org.vavl.cli.output.Interruption;
import org.vavl.cli.output.PlainOutput;
import org.vavl.cli.output.PlainStream;
import org.vavl.cli.predict.LibrariesAhead;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Where the process starts. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Locale.setDefault(
                Locale.Category.FORMAT, Locale.ROOT); // what the command prints is English, and read by programs
        Interruption interruption = Interruption.watch();
        int exitCode = ExitCode.SOFTWARE;
        try {
            exitCode = run(arguments);
        } finally {
            interruption.finished();
        }
        System.exit(exitCode);
    }

    private static int run(String[] arguments) {
        System.setErr(PlainStream.of(System.err));
        List<Subcommand> subcommands = Subcommand.of(arguments);
        if (subcommands.stream().allMatch(Subcommand::recognises)) {
            LibrariesAhead.begin();
        }
        CommandLine command = withOutput(
                commandLine(subcommands),
                CheckedOutput.writer(new FileOutputStream(FileDescriptor.out), "standard output"),
                errors());
        try {
            int exitCode = command.execute(arguments);
            command.getOut().flush();
            return exitCode;
        } catch (Error e) { // picocli passes errors on
            return new Errors().report(e, command);
        }
    }

    /** That nobody reads errors is no error. */
    private static PrintWriter errors() {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8), true);
    }

    /** The command as it prints to these writers: everything but what programs read is {@link PlainOutput}. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return withOutput(commandLine(), out, err);
    }

    private static CommandLine withOutput(CommandLine command, PrintWriter out, PrintWriter err) {
        return command.setOut(PlainOutput.of(out)).setErr(PlainOutput.of(err));
    }

    /** Help may be coloured. */
    private static int execute(ParseResult result) {
        for (CommandLine command : result.asCommandLineList()) {
            if (command.isUsageHelpRequested() || command.isVersionHelpRequested()) {
                command.setOut(PlainOutput.whole(command.getOut()));
            }
        }
        return new RunLast().execute(result);
    }

    /** The command with all its subcommands, for this process or for a test. */
    static CommandLine commandLine() {
        return commandLine(Subcommand.of());
    }

    private static CommandLine commandLine(List<Subcommand> subcommands) {
        Errors errors = new Errors();
        CommandLine command = new CommandLine(new VavlCommand());
        subcommands.forEach(one -> command.addSubcommand(one.commandName(), one.type()));
        return command.setExecutionStrategy(Main::execute)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }
}
