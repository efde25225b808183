package org.vavl.cli.output;

import java.io.PrintWriter;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vavl.core.PlainText;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.AssignmentException;
import org.vavl.core.configuration.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line of standard error what went wrong, and chooses the exit code. The stack trace comes with {@code --verbose}. */
public final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /** Which ends no line, but has a terminal write over it. */
    private static final Pattern LONE_RETURN = Pattern.compile("\r(?!\n)");

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String all = e.getCause() instanceof AssignmentException ? String.valueOf(e.getMessage()) : message(e);
        List<String> lines = all.lines().toList();
        lines.subList(0, lines.size() - 1).forEach(line -> line(command, line));
        line(
                command,
                lines.get(lines.size() - 1) + " (see "
                        + command.getCommandSpec().qualifiedName() + " --help)");
        return ExitCode.USAGE;
    }

    private static String message(ParameterException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong use");
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String argument = unmatched.getUnmatched().get(0);
            List<String> known = knownTo(e.getCommandLine(), argument);
            return "unknown " + (argument.startsWith("-") ? "option" : "argument") + " '" + argument + "'"
                    + (known.isEmpty() ? "" : ": " + NearestName.hint(argument, known));
        }
        return message;
    }

    private static List<String> knownTo(CommandLine command, String argument) {
        return argument.startsWith("-")
                ? command.getCommandSpec().options().stream()
                        .flatMap(option -> Stream.of(option.names()))
                        .filter(name -> name.startsWith("--"))
                        .toList()
                : List.copyOf(command.getSubcommands().keySet());
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        return report(e, command);
    }

    /** Reports what ended a command, and answers the exit code. */
    public int report(Throwable e, CommandLine command) {
        LONE_RETURN.matcher(describe(e)).replaceAll("\ufffd").lines().forEach(line -> line(command, line));
        if (verbose(command)) {
            e.printStackTrace(command.getErr());
            command.getErr().flush();
        }
        return ExitCode.SOFTWARE;
    }

    private static String describe(Throwable e) {
        if (e instanceof OutputFailure) {
            return String.valueOf(e.getMessage());
        }
        if (isInterruption(e)) {
            return "interrupted";
        }
        if (e instanceof VavlException) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof OutOfMemoryError) {
            return "out of memory (" + e.getMessage() + "): a smaller batch or VAVL_JAVA_OPTS=-Xmx… may help";
        }
        if (e instanceof LinkageError) {
            return "a native library cannot be used (" + firstLine(e) + "): vavl doctor says more";
        }
        return "unexpected " + e.getClass().getSimpleName() + ": " + firstLine(e)
                + " (a fault of Vavl; --verbose shows where)";
    }

    /** What an interrupted command finds wrong is wrong for that alone, unless it says of itself what became of the work. */
    private static boolean isInterruption(Throwable e) {
        boolean saysSo = e instanceof VavlException
                && String.valueOf(e.getMessage()).contains("interrupted")
                && !isClosedByInterrupt(e);
        return (Thread.currentThread().isInterrupted() || isClosedByInterrupt(e)) && !saysSo;
    }

    /** Files that were open when their thread was interrupted are not what is wrong. */
    private static boolean isClosedByInterrupt(Throwable e) {
        return e instanceof ClosedByInterruptException || (e.getCause() != null && isClosedByInterrupt(e.getCause()));
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
    }

    private static boolean verbose(CommandLine command) {
        CommandLine outermost = command;
        while (outermost.getParent() != null) {
            outermost = outermost.getParent();
        }
        return outermost.getCommand() instanceof Verbosity chosen && chosen.verbose();
    }

    /** Says in one line of standard error what could mislead, though the command goes on. */
    public static void warn(CommandLine command, String message) {
        command.getErr().println("vavl: warning: " + PlainText.line(message));
        command.getErr().flush();
    }

    /** Prints one line about a problem. */
    static void line(CommandLine command, String message) {
        PrintWriter err = PlainOutput.whole(command.getErr()); // which may be coloured
        err.println(command.getColorScheme().errorText("vavl: " + PlainText.line(message)));
        err.flush();
    }
}
