package org.vavl.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Spark in this process, with two tasks at a time. */
public final class LocalSpark {
    private LocalSpark() {}

    public static SparkSession session() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("test")
                .config("spark.ui.enabled", false)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.sql.codegen.wholeStage", false) // compiling takes longer than running these few rows
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
    }

    /** What of this project is left in the folder for temporary files. */
    static List<Path> leftovers() {
        try (Stream<Path> files = Files.list(LocalCopies.folder())) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("vavl-"))
                    .filter(file -> !file.toString().matches(".*\\.(safetensors|onnx)"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A cell, of the type that is asked for, as {@link Row#getAs} has it. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    static <T> T cell(Row row, String column) {
        return row.getAs(column);
    }
}
