package org.vavl.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.vavl.core.VavlException;
import org.vavl.features.media.file.MediaFileNames;

/**
 * Tables of recordings: a row each, with {@code path} (of any of Hadoop's file systems), {@code length} in bytes and {@code modified} in
 * milliseconds since 1970. The last two are null where a file cannot be looked at; {@code error} says why then.
 */
public final class Recordings {
    static final String PATH = "path";
    static final String LENGTH = "length";
    static final String MODIFIED = "modified";
    static final String ERROR = "error";

    static final StructType SCHEMA = new StructType()
            .add(PATH, DataTypes.StringType)
            .add(LENGTH, DataTypes.LongType)
            .add(MODIFIED, DataTypes.LongType)
            .add(ERROR, DataTypes.StringType);

    private Recordings() {}

    /**
     * Finds recordings. What is found is listed in the driver's memory; beyond some million files, {@linkplain #of give a table}.
     *
     * @param places files, folders (of which everything below with the usual ending of sound or video is taken) or Hadoop's glob patterns, such as {@code
     *     s3a://calls/2026-11-*.flac}; without a scheme they are of Hadoop's default file system
     * @throws VavlException if there is nothing at a place
     */
    public static Dataset<Row> find(SparkSession spark, List<String> places) {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        List<Row> found = new ArrayList<>();
        for (String place : places) {
            int before = found.size();
            try {
                addAll(place, configuration, found);
            } catch (IOException | IllegalArgumentException e) {
                throw new VavlException(place + " cannot be listed: " + Messages.of(e), e);
            }
            if (found.size() == before) {
                throw new VavlException(place + ": there is no recording there");
            }
        }
        return spark.createDataset(found, Encoders.row(SCHEMA)).distinct();
    }

    private static void addAll(String place, Configuration configuration, List<Row> found) throws IOException {
        Path path = new Path(place);
        FileSystem files = path.getFileSystem(configuration);
        for (FileStatus status : statuses(files, path)) {
            if (status.isDirectory()) {
                addFolder(files, status.getPath(), found);
            } else {
                found.add(row(status));
            }
        }
    }

    /** A file whose name has a pattern's characters is taken as it is. */
    private static FileStatus[] statuses(FileSystem files, Path path) throws IOException {
        try {
            return new FileStatus[] {files.getFileStatus(path)};
        } catch (FileNotFoundException e) {
            FileStatus[] matching = files.globStatus(path);
            return matching == null ? new FileStatus[0] : matching;
        }
    }

    private static void addFolder(FileSystem files, Path folder, List<Row> found) throws IOException {
        RemoteIterator<LocatedFileStatus> below = files.listFiles(folder, true);
        while (below.hasNext()) {
            FileStatus status = below.next();
            if (MediaFileNames.isRecording(
                    java.nio.file.Path.of(status.getPath().getName()))) {
                found.add(row(status));
            }
        }
    }

    private static Row row(FileStatus status) {
        return RowFactory.create(status.getPath().toString(), status.getLen(), status.getModificationTime(), null);
    }

    /**
     * Recordings of a table, each path once. Tasks look at the files, unless the table has been made here.
     *
     * @param table with a column {@code path} of text; others are not used
     * @throws VavlException if it has none
     */
    public static Dataset<Row> of(Dataset<Row> table) {
        List<String> columns = List.of(table.columns());
        if (!columns.contains(PATH) || !table.schema().apply(PATH).dataType().equals(DataTypes.StringType)) {
            throw new VavlException(
                    "the table of recordings has the columns " + columns + ", and must have a column 'path' of text");
        }
        if (table.schema().equals(SCHEMA)) {
            return table;
        }
        SparkSession spark = table.sparkSession();
        SerializableConfiguration configuration =
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        return table.select(functions.col(PATH))
                .where(functions.col(PATH).isNotNull())
                .distinct()
                .map(new Look(configuration), Encoders.row(SCHEMA));
    }

    /** Looks at a file. */
    private record Look(SerializableConfiguration configuration)
            implements org.apache.spark.api.java.function.MapFunction<Row, Row> {
        @Override
        public Row call(Row recording) {
            String name = recording.getString(0);
            try {
                Path path = new Path(name);
                FileStatus status = path.getFileSystem(configuration.value()).getFileStatus(path);
                return status.isDirectory() ? failed(name, "it is a folder") : named(name, status);
            } catch (IOException | IllegalArgumentException e) {
                return failed(name, Messages.of(e));
            }
        }

        /** The path stays as the table has it, so that it can be joined. */
        private static Row named(String name, FileStatus status) {
            return RowFactory.create(name, status.getLen(), status.getModificationTime(), null);
        }

        private static Row failed(String name, String why) {
            return RowFactory.create(name, null, null, why);
        }
    }
}
