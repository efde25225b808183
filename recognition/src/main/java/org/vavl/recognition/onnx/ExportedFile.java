package org.vavl.recognition.onnx;

import java.nio.file.Path;

/** How files that {@code vavl export} wrote are known. */
public final class ExportedFile {
    /** How their names end. */
    public static final String ENDING = ".onnx";

    private ExportedFile() {}

    /** Whether a file is one by its name; nothing of it is read. */
    public static boolean isOne(Path file) {
        return file.toString().endsWith(ENDING);
    }
}
