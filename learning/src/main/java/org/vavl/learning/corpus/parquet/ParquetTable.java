package org.vavl.learning.corpus.parquet;

import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.vavl.core.VavlException;

/**
 * A table in Parquet: a file, or the files of a folder, as Spark leaves them.
 *
 * @param files in the order of their names
 */
record ParquetTable(List<Path> files) {
    private static final String ENDING = ".parquet";

    /** @throws VavlException if there is none */
    static ParquetTable of(Path place) {
        if (Files.isRegularFile(place)) {
            return new ParquetTable(List.of(place));
        }
        try (Stream<Path> inside = Files.list(place)) {
            List<Path> files = inside.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new VavlException(place + " has no file whose name ends in " + ENDING);
            }
            return new ParquetTable(files);
        } catch (IOException e) {
            throw new VavlException(
                    place + (Files.exists(place) ? " cannot be listed: " + e.getMessage() : " does not exist"), e);
        }
    }

    /**
     * Goes through the rows.
     *
     * @param type of which the table has all columns
     * @throws VavlException if a file cannot be read, or has not these columns
     */
    <T> void forEach(Class<T> type, Consumer<T> action) {
        for (Path file : files) {
            try (CloseableIterator<T> rows = new CarpetReader<>(file.toFile(), type).iterator()) {
                while (rows.hasNext()) {
                    action.accept(rows.next());
                }
            } catch (VavlException e) {
                throw e;
            } catch (IOException | UncheckedIOException e) {
                throw new VavlException(file + " cannot be read: " + e.getMessage(), e);
            } catch (RuntimeException e) { // what Parquet's library says of files that are none
                throw new VavlException(file + " is no table of features in Parquet: " + e.getMessage(), e);
            }
        }
    }
}
