package org.vavl.recognition.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.vavl.core.VavlException;

/** The trained models that come with Vavl, as resources of the artifact {@code vavl-models}: exported ONNX files. */
public enum BuiltInModels {
    /** VAVL over speech and face, 7 emotions. */
    EMOTION("emotion.onnx"),
    /** The network over face images whose embeddings are the other's visual features. */
    FACES("faces.onnx"),
    /** The first blocks of a Whisper encoder, whose output is the other's acoustic features. */
    SPEECH("whisper.onnx");

    private static final String FOLDER = "/org/vavl/models/";

    private final String file;

    BuiltInModels(String file) {
        this.file = file;
    }

    /** The name of its file, by which engines know what it is. */
    public Path file() {
        return Path.of(file);
    }

    /** Whether the model is on the class path. */
    public boolean isThere() {
        return BuiltInModels.class.getResource(FOLDER + file) != null;
    }

    /**
     * Reads the model.
     *
     * @param reader gets a file that is gone afterwards
     * @throws VavlException if the artifact is not on the class path, or there is no room for temporary files
     */
    public <T> T read(Function<Path, T> reader) {
        try (InputStream resource = BuiltInModels.class.getResourceAsStream(FOLDER + file)) {
            if (resource == null) {
                throw new VavlException("the built-in model " + file
                        + " is not on the class path: add the artifact org.vavl:vavl-models, or name a model");
            }
            Path folder = Files.createTempDirectory("vavl-models");
            Path copy = folder.resolve(file);
            try {
                Files.copy(resource, copy);
                return reader.apply(copy);
            } finally {
                delete(copy);
                delete(folder);
            }
        } catch (IOException e) {
            throw new VavlException("the built-in model " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Windows lets no file go that is mapped into memory. */
    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
