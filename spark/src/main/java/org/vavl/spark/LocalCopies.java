package org.vavl.spark;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.util.SerializableConfiguration;
import org.vavl.core.VavlException;
import org.vavl.features.media.file.TemporaryMedia;

/**
 * Copies files of Hadoop's file systems to temporary ones, as FFmpeg needs them. They lie in the executor's folder of Spark, which Spark
 * removes also when an executor was killed.
 */
final class LocalCopies implements Serializable {
    private static final long serialVersionUID = 1L;

    private final SerializableConfiguration configuration;

    LocalCopies(SerializableConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Copies a file.
     *
     * @param path on one of Hadoop's file systems
     * @throws VavlException if it cannot be read, is too large or there is no room for it
     */
    TemporaryMedia of(String path) {
        try {
            org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(path);
            try (InputStream content = file.getFileSystem(configuration.value()).open(file)) {
                return TemporaryMedia.copyOf(path, content, folder());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new VavlException(path + " cannot be read: " + Messages.of(e), e);
        }
    }

    /** This process's folder for temporary files. */
    static Path folder() {
        File[] folders = SparkEnv.get().blockManager().diskBlockManager().localDirs();
        return folders[0].toPath();
    }
}
