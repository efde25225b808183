package org.vavl.spark.command;

import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.vavl.core.VavlException;
import org.vavl.spark.SparkThreads;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What {@code spark-submit} starts: {@code recognise}, {@code extract} and {@code experiment}. */
@Command(
        name = "vavl-spark",
        mixinStandardHelpOptions = true,
        description =
                "Recognises emotion, or extracts features, of many recordings on Apache Spark, and makes experiments' trials there.",
        subcommands = {RecogniseCommand.class, ExtractCommand.class, ExperimentCommand.class})
public final class SparkMain {
    SparkMain() {}

    /** Runs the command; where it fails the process ends with its exit code. */
    public static void main(String[] arguments) {
        int exitCode = commandLine().execute(arguments);
        if (exitCode != ExitCode.OK) {
            System.exit(exitCode);
        }
    }

    /** The command, for this process or for a test. */
    static CommandLine commandLine() {
        return new CommandLine(new SparkMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new OneLine());
    }

    /** The session that was begun, or a new one. */
    static SparkSession session(String name) {
        return session(name, SparkThreads::configure);
    }

    /** The same with another number of threads. */
    static SparkSession session(String name, Consumer<SparkConf> threads) {
        SparkConf configuration = new SparkConf();
        threads.accept(configuration);
        return SparkSession.builder().config(configuration).appName(name).getOrCreate();
    }

    /** Says in one line what a user can change, wherever it went wrong; other errors are the program's. */
    private static final class OneLine implements IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(Exception error, CommandLine command, ParseResult result) throws Exception {
            for (Throwable cause = error; cause != null; cause = cause.getCause()) {
                if (cause instanceof VavlException) {
                    command.getErr().println("vavl-spark: " + cause.getMessage());
                    return ExitCode.SOFTWARE;
                }
            }
            throw error;
        }
    }
}
