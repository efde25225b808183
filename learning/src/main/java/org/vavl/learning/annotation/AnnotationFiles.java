package org.vavl.learning.annotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.vavl.core.VavlException;
import org.vavl.core.file.InputFile;

/** Reads files of annotations, by the ending of their names: {@code .eaf}, {@code .TextGrid}, {@code .csv} and {@code .tsv}. */
public final class AnnotationFiles {
    /** Of one file; an annotation needs some 200 bytes. */
    static final long MOST_BYTES = 256L << 20;

    /** Of one file. */
    static final int MOST_ANNOTATIONS = 1_000_000;

    private static final String EAF = ".eaf";
    private static final String TEXT_GRID = ".textgrid";
    private static final List<String> TABLES = List.of(".csv", ".tsv");

    private AnnotationFiles() {}

    /** Whether a file is one of annotations, by its name. */
    public static boolean isOne(Path file) {
        String name = lower(file);
        return name.endsWith(EAF) || name.endsWith(TEXT_GRID) || TABLES.stream().anyMatch(name::endsWith);
    }

    /** Whether a file is ELAN's, by its name. */
    public static boolean isElan(Path file) {
        return lower(file).endsWith(EAF);
    }

    /** Whether a file is a table, by its name. */
    public static boolean isTable(Path file) {
        return TABLES.stream().anyMatch(lower(file)::endsWith);
    }

    /**
     * The tiers that have annotations.
     *
     * @throws VavlException if the file is of another kind, cannot be read, is not as it must be, or is too large
     */
    public static List<AnnotationTier> read(Path file) {
        String name = lower(file);
        if (name.endsWith(EAF)) {
            return ElanDocument.read(file).tiers();
        }
        if (name.endsWith(TEXT_GRID)) {
            return TextGridReader.read(file);
        }
        if (TABLES.stream().anyMatch(name::endsWith)) {
            return SegmentTableReader.read(file);
        }
        throw new VavlException(file + ": must be a file of annotations, whose name ends with .eaf, .TextGrid or .csv");
    }

    private static String lower(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    /** A file's name without its ending. */
    static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** What is in a file. */
    static byte[] bytes(Path file) {
        InputFile.require(file);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new VavlException(file + ": is larger than " + (MOST_BYTES >> 20) + " MiB");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw InputFile.failed(file, e);
        }
    }

    static void requireFew(Path file, long annotations) {
        if (annotations > MOST_ANNOTATIONS) {
            throw new VavlException(file + ": has more than " + MOST_ANNOTATIONS + " annotations");
        }
    }
}
