package org.vavl.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkFiles;
import org.apache.spark.sql.SparkSession;
import org.vavl.core.VavlException;
import org.vavl.features.assets.Digest;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.RecognizerSettings;
import org.vavl.recognition.inference.BuiltInModels;
import org.vavl.recognition.onnx.ExportedFile;

/** A model that executors can open: the built-in one, or a file that Spark sends to them. */
final class SharedModel implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String BUILT_IN = "";

    private final String file;
    private final String digest;

    private SharedModel(String file, String digest) {
        this.file = file;
        this.digest = digest;
    }

    /** @throws VavlException if the artifact {@code vavl-models} is not on the class path */
    static SharedModel builtIn() {
        return new SharedModel(BUILT_IN, BuiltInModels.EMOTION.read(SharedModel::digest));
    }

    /**
     * Sends a file to the executors, those that come later, too.
     *
     * @param place on one of Hadoop's file systems, such as the driver's own
     * @throws VavlException if it cannot be read
     */
    static SharedModel send(SparkSession spark, String place) {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(place);
        try (InputStream content = path.getFileSystem(configuration).open(path)) {
            String ending = ending(path.getName());
            Path copy = Files.createTempFile(LocalCopies.folder(), "model-", ending);
            Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
            String digest = digest(copy);
            // Executors that come later are sent it, too, so it stays as long as the application.
            Path named = Files.move(
                    copy, copy.resolveSibling("vavl-" + digest + ending), StandardCopyOption.REPLACE_EXISTING);
            spark.sparkContext().addFile(named.toUri().toString());
            return new SharedModel(String.valueOf(named.getFileName()), digest);
        } catch (IOException e) {
            throw new VavlException(place + " cannot be read: " + Messages.of(e), e);
        }
    }

    /** By what its name ends in, a model is known to be an exported one. */
    private static String ending(String name) {
        return ExportedFile.isOne(Path.of(name)) ? ExportedFile.ENDING : ".safetensors";
    }

    private static String digest(Path model) {
        return Digest.of(Digest.Kind.SHA256, model).hexadecimal();
    }

    /** SHA-256 of the file. */
    String digest() {
        return digest;
    }

    /** Opens it in this process. */
    Recognizer open(RecognizerSettings settings) {
        return file.equals(BUILT_IN)
                ? Recognizer.builtIn(settings)
                : Recognizer.load(Path.of(SparkFiles.get(file)), settings);
    }
}
