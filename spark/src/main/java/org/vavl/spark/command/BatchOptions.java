package org.vavl.spark.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.vavl.spark.BatchListener;
import org.vavl.spark.BatchSummary;
import org.vavl.spark.Recordings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is worked on and where it goes, for both commands. */
final class BatchOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(
            arity = "0..*",
            paramLabel = "PLACE",
            description =
                    "Recordings, folders of them or patterns such as s3a://calls/2026-*/*.flac, of any of Hadoop's file systems.")
    private List<String> places = new ArrayList<>();

    @Option(
            names = "--table",
            paramLabel = "DIR",
            description = "A table in Parquet with a column path, in place of PLACE.")
    private @Nullable String table;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description =
                    "The folder for the answers, Parquet; made if need be. What is there already is not done again, so that a run that was cut off goes on.")
    private String out;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    BatchOptions() {}

    /** @throws ParameterException if it is not said once what is to be worked on */
    void check() {
        if (places.isEmpty() == (table == null)) {
            throw new ParameterException(command.commandLine(), "either PLACE or --table is needed");
        }
    }

    String out() {
        return out;
    }

    Dataset<Row> recordings(SparkSession spark) {
        String named = table;
        return named == null
                ? Recordings.find(spark, places)
                : Recordings.of(spark.read().parquet(named));
    }

    /** Prints how far it has come, where that has changed. */
    BatchListener listener() {
        PrintWriter err = command.commandLine().getErr();
        return new BatchListener() {
            private long said = -1;

            @Override
            public synchronized void at(long done, long failures, long all) {
                if (done != said) {
                    said = done;
                    err.println(done + " of " + all + (failures == 0 ? "" : ", " + failures + " with an error"));
                }
            }
        };
    }

    /** Says what came of it. Errors are rows, and no failure of the job. */
    int report(BatchSummary summary, String noun) {
        command.commandLine()
                .getErr()
                .println(summary.asked() + " " + noun + ": " + summary.before() + " were there, "
                        + (summary.done() - summary.failures()) + " done, " + summary.failures()
                        + " with an error, which the column error tells");
        return 0;
    }
}
