package org.vavl.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.vavl.cli.output.Errors;
import org.vavl.cli.output.Interruption;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** Where the process starts. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
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
        CommandLine command = commandLine().setOut(writer(FileDescriptor.out)).setErr(writer(FileDescriptor.err));
        try {
            return command.execute(arguments);
        } catch (Error e) { // picocli passes errors on
            return new Errors().report(e, command);
        }
    }

    /** Text goes out in UTF-8 whatever the locale: JSON has to be, and labels may be in any language. */
    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8), true);
    }

    /** The command with all its subcommands, for this process or for a test. */
    static CommandLine commandLine() {
        Errors errors = new Errors();
        return new CommandLine(new VavlCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }
}
